using System;
using System.Runtime.CompilerServices;
using DbAccounts.Errors;

namespace DbAccounts.PowerShell.Input;

/// <summary>
/// What could not be read as an argument, carried in its place until the command reports it. Thrown while PowerShell binds, the error
/// would show the whole row that it came in, its password included.
/// </summary>
internal sealed class Unreadable(object? origin, Exception problem)
{
    private static readonly ConditionalWeakTable<object, Unreadable> _carried = new();

    /// <summary>What was given.</summary>
    public object? Origin { get; } = origin;

    /// <summary>True where it can't be read because there is nothing to be read.</summary>
    public bool SaysNothing => Origin is not null && Blank.Is(Origin);

    /// <summary>Marks an argument that stands for something unreadable.</summary>
    public static T Mark<T>(T stand, object? origin, Exception problem)
        where T : class
    {
        _carried.Add(stand, new Unreadable(origin, problem));
        return stand;
    }

    /// <summary>What an argument stands for; null for one that was read.</summary>
    public static Unreadable? Of(object argument) => _carried.TryGetValue(argument, out Unreadable unreadable) ? unreadable : null;

    /// <summary>What an error about an argument is about: the argument, or what it stands for.</summary>
    public static object? Target(object argument) => Of(argument) is { } unreadable ? unreadable.Origin : argument;

    /// <summary>The argument, if it could be read.</summary>
    /// <exception cref="DbAccountsException">It could not.</exception>
    public static T Require<T>(T argument)
        where T : class => Of(argument) is { } unreadable ? throw unreadable.Error() : argument;

    private DbAccountsException Error() => DbError.UnreadableInput(problem);
}
