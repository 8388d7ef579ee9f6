using System;
using System.Reflection;

namespace DbAccounts.PowerShell.Input;

/// <summary>A property that is read and set for each row: by delegates, as reflection costs more than the rest of the row.</summary>
internal abstract class PropertyAccess
{
    private PropertyAccess(PropertyInfo property)
    {
        Name = property.Name;
        Type = property.PropertyType;
        CanSet = property.SetMethod is not null;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its type.</summary>
    public Type Type { get; }

    /// <summary>False for a property that can only be read.</summary>
    public bool CanSet { get; }

    /// <summary>The way to a property.</summary>
    public static PropertyAccess Of(PropertyInfo property) => (PropertyAccess)Activator.CreateInstance(
        typeof(Typed<,>).MakeGenericType(property.DeclaringType!, property.PropertyType), property)!;

    /// <summary>The value that an object has.</summary>
    public abstract object? Get(object owner);

    /// <summary>Gives an object a value; null for the default of the property's type.</summary>
    public abstract void Set(object owner, object? value);

    private sealed class Typed<TOwner, TValue>(PropertyInfo property) : PropertyAccess(property)
    {
        private readonly Func<TOwner, TValue> _get =
            (Func<TOwner, TValue>)property.GetMethod.CreateDelegate(typeof(Func<TOwner, TValue>));

        private readonly Action<TOwner, TValue>? _set =
            (Action<TOwner, TValue>?)property.SetMethod?.CreateDelegate(typeof(Action<TOwner, TValue>));

        public override object? Get(object owner) => _get((TOwner)owner);

        public override void Set(object owner, object? value) => _set!((TOwner)owner, value is null ? default! : (TValue)value);
    }
}
