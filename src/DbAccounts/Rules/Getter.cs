using System;
using System.Reflection;

namespace DbAccounts.Rules;

/// <summary>Reads properties without reflection, once it is made.</summary>
internal static class Getter
{
    private static readonly MethodInfo _make = typeof(Getter).GetMethod(nameof(Make), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>What reads a property of an object.</summary>
    public static Func<object, object?> Of(PropertyInfo property) => (Func<object, object?>)_make
        .MakeGenericMethod(property.ReflectedType!, property.PropertyType)
        .Invoke(null, [property.GetGetMethod()])!;

    private static Func<object, object?> Make<TOwner, TValue>(MethodInfo getter)
        where TOwner : class
    {
        var get = (Func<TOwner, TValue>)getter.CreateDelegate(typeof(Func<TOwner, TValue>));
        return owner => get((TOwner)owner);
    }
}
