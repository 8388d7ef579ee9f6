using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Input;

/// <summary>Makes objects of the model from the members of others: deserialized ones, custom ones, tables, JSON.</summary>
internal static class ModelReader
{
    private static readonly ConcurrentDictionary<Type, PropertyAccess[]> _properties = new();

    /// <summary>An object whose properties are set from the members of the same names; other members are ignored.</summary>
    /// <exception cref="FormatException">A value does not fit its property; the message does not repeat it.</exception>
    public static T Read<T>(Row row)
        where T : new() => (T)Read(typeof(T), row);

    /// <inheritdoc cref="Read{T}"/>
    public static object Read(Type type, Row row)
    {
        object result = Activator.CreateInstance(type);
        foreach (PropertyAccess property in _properties.GetOrAdd(type, Settable))
        {
            // A blank cell says nothing: PowerShell would read a number of it, and that is 0.
            if (row[property.Name] is { } value && !Blank.Is(value))
            {
                property.Set(result, Convert(type, property, value));
            }
        }

        return result;
    }

    private static PropertyAccess[] Settable(Type type) =>
        [.. type.GetProperties().Where(property => property.CanWrite).Select(PropertyAccess.Of)];

    private static object? Convert(Type owner, PropertyAccess property, object value)
    {
        Type type = Nullable.GetUnderlyingType(property.Type) ?? property.Type;
        try
        {
            object plain = value.Plain();
            return type == typeof(DateTime) ? UtcTime.Of(plain)
                // PowerShell takes each text for true.
                : type == typeof(bool) && plain is string truth ? bool.Parse(truth)
                // PowerShell would make one text of several values, with blanks between them, and the name of its type of an object.
                : type == typeof(string) ? TextValue.Of(property.Name, value)
                : type == typeof(DbList<string>) ? Texts(property.Name, value)
                : type == typeof(DbList<DbPrivilege>) ? plain is string blank && string.IsNullOrWhiteSpace(blank) ? null
                    : new DbList<DbPrivilege>(GrantForms.Read(value))
                : LanguagePrimitives.ConvertTo(value, property.Type, CultureInfo.InvariantCulture);
        }
        catch (FormatException) when (type == typeof(string) || type == typeof(DbList<string>) || type == typeof(DbList<DbPrivilege>))
        {
            throw;
        }
        catch (Exception e) when (e is InvalidCastException or PSInvalidCastException or FormatException or ArgumentException)
        {
            string allowed = type.IsEnum ? Messages.AllowedOneOf.With(string.Join(", ", Enum.GetNames(type)))
                : type == typeof(DateTime) ? Messages.AllowedTime
                : type == typeof(int) ? Messages.AllowedNumber
                : type == typeof(bool) ? Messages.KindSwitch
                : Messages.AllowedText;
            string written = $"{value}".Short();
            throw new InputException(
                type.IsEnum && Nearest.Of(written, Enum.GetNames(type)) is { } meant
                    ? Messages.ModelValueNear.With(written, property.Name.ToLowerInvariant(), meant)
                    // What is no word may be a password in the wrong column.
                    : written.All(char.IsLetter)
                        ? Messages.ModelValue.With(property.Name, owner.Name, allowed, written)
                        : Messages.ModelValueUnshown.With(property.Name, owner.Name, allowed),
                Messages.ModelValueAdvice.With(property.Name));
        }
    }

    // What is a list as a text is one again; in a list each text is one as it stands.
    private static DbList<string>? Texts(string name, object value)
    {
        string[] texts = TextValue.All(name, value);
        return value.Plain() is not string text ? texts
            : texts.Length == 0 ? null
            : ListForm.Of(name).Split(text);
    }
}
