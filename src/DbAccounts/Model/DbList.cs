using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Runtime.CompilerServices;

namespace DbAccounts.Model;

/// <summary>
/// A list that is also a text, such as <c>10.%;11.%</c> or <c>SELECT, INSERT</c>: that is what CSV, HTML and a string make of it. To JSON, to
/// foreach, to -contains, by index, and to if, where an empty one is false, it is a list. It doesn't change.
/// </summary>
/// <typeparam name="T">What is in it.</typeparam>
[CollectionBuilder(typeof(DbList), nameof(DbList.Create))]
public sealed class DbList<T> : ReadOnlyCollection<T>
{
    private readonly ListForm _form;

    /// <summary>A list of these.</summary>
    public DbList(IEnumerable<T> items)
        : this(items, ListForm.Words)
    {
    }

    internal DbList(IEnumerable<T> items, ListForm form)
        : base([.. items]) => _form = form;

    /// <summary>The same as Count, as arrays call it.</summary>
    public int Length => Count;

    /// <summary>An array as a list; null for none.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "The constructor is the other way.")]
    [return: NotNullIfNotNull(nameof(items))]
    public static implicit operator DbList<T>?(T[]? items) => items is null ? null : new DbList<T>(items);

    /// <summary>An array with the same in it; null for none.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "ToArray of LINQ is the other way.")]
    [return: NotNullIfNotNull(nameof(list))]
    public static implicit operator T[]?(DbList<T>? list) => list?.ToArray();

    /// <summary>The same list, written otherwise.</summary>
    internal DbList<T> In(ListForm form) => _form == form ? this : new DbList<T>(this, form);

    /// <summary>All in one text.</summary>
    public override string ToString() => _form.Join(this.Select(item => item?.ToString() ?? ""));
}

/// <summary>Makes lists of collection expressions.</summary>
public static class DbList
{
    /// <summary>A list of these.</summary>
    public static DbList<T> Create<T>(ReadOnlySpan<T> items) => new(items.ToArray());
}
