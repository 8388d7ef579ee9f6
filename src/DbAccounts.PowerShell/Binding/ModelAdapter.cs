using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using DbAccounts.Engines;
using DbAccounts.Model;
using DbAccounts.PowerShell.Input;

namespace DbAccounts.PowerShell.Binding;

/// <summary>
/// Shows PowerShell the properties of objects of the model as they are, but for times: they say in every text that they are UTC.
/// </summary>
public sealed class ModelAdapter : PSPropertyAdapter
{
    private static readonly ConcurrentDictionary<Type, Dictionary<string, Member>> _types = new();

    /// <inheritdoc/>
    public override Collection<PSAdaptedProperty> GetProperties(object baseObject)
    {
        var properties = new Collection<PSAdaptedProperty>();
        foreach (Member member in Of(baseObject).Values)
        {
            properties.Add(new PSAdaptedProperty(member.Access.Name, member));
        }

        return properties;
    }

    /// <inheritdoc/>
    public override PSAdaptedProperty? GetProperty(object baseObject, string propertyName) =>
        Of(baseObject).TryGetValue(propertyName, out Member? member) ? new PSAdaptedProperty(member.Access.Name, member) : null;

    /// <inheritdoc/>
    public override bool IsGettable(PSAdaptedProperty adaptedProperty) => true;

    /// <inheritdoc/>
    public override bool IsSettable(PSAdaptedProperty adaptedProperty) => MemberOf(adaptedProperty).Access.CanSet;

    /// <inheritdoc/>
    public override object? GetPropertyValue(PSAdaptedProperty adaptedProperty) =>
        MemberOf(adaptedProperty).Access.Get(adaptedProperty.BaseObject) is var value && value is DateTime time ? UtcTime.Telling(time) : value;

    /// <inheritdoc/>
    public override void SetPropertyValue(PSAdaptedProperty adaptedProperty, object? value)
    {
        PropertyAccess access = MemberOf(adaptedProperty).Access;
        object? plain = value.Plain();
        access.Set(
            adaptedProperty.BaseObject,
            access.Type == typeof(DateTime?) || access.Type == typeof(DateTime) ? UtcTime.Of(plain)
                : access.Type == typeof(DbList<DbPrivilege>) && plain is not (null or DbList<DbPrivilege>) ? new DbList<DbPrivilege>(GrantForms.Read(value))
                : LanguagePrimitives.ConvertTo(value, access.Type, CultureInfo.InvariantCulture));
    }

    /// <summary>
    /// The types of an object, with what its view depends on before: what a service tells of accounts, so that no column stays empty, and
    /// whether there is room for long names.
    /// </summary>
    public override Collection<string> GetTypeNameHierarchy(object baseObject)
    {
        Collection<string> names = base.GetTypeNameHierarchy(baseObject);
        string? shape = baseObject switch
        {
            DbAccount account => Shape(account),
            DbPrivilege { Service.Length: 0, InstanceId.Length: 0 } => "Read",
            DbJob => ShownCell.JobTable,
            DbPrivilege or DbAccess when ShownCell.IsWide => "Wide",
            _ => null,
        };
        if (shape is not null)
        {
            names.Insert(0, $"{names[0]}#{shape}");
        }

        return names;
    }

    /// <inheritdoc/>
    public override string GetPropertyTypeName(PSAdaptedProperty adaptedProperty) => MemberOf(adaptedProperty).TypeName;

    /// <summary>An account that is listed together with those of other services.</summary>
    internal static PSObject AmongOthers(DbAccount account)
    {
        var shown = new PSObject(account);
        shown.TypeNames.Insert(0, $"{typeof(DbAccount).FullName}#Mixed");
        return shown;
    }

    /// <summary>An instance that is connected no more.</summary>
    internal static PSObject Disconnected(DbInstance instance)
    {
        var shown = new PSObject(instance);
        shown.TypeNames.Insert(0, $"{typeof(DbInstance).FullName}#Disconnected");
        return shown;
    }

    private static string Shape(DbAccount account) =>
        account.Grant is not null ? "Granted"
        : account.AllowedHost is null ? account.Database is null && account.Privilege is null ? "Name" : "Schema"
        : account.Privilege is not null ? "Mixed"
        : account.Database is not null || account.AccountType is not null ? "HostAndDatabase"
        : account.Status is not null || account.Locked is not null ? "HostAndStatus"
        : account.Description is not null ? "HostAndDescription"
        : "Host";

    private static Member MemberOf(PSAdaptedProperty? property) =>
        (Member)(property ?? throw new ArgumentNullException(nameof(property))).Tag;

    // In the order in which they are declared, as the columns of a file are.
    private static Dictionary<string, Member> Of(object? model) => _types.GetOrAdd(
        (model ?? throw new ArgumentNullException(nameof(model))).GetType(),
        type => type.GetProperties().Select(property => new Member(PropertyAccess.Of(property)))
            .ToDictionary(member => member.Access.Name, StringComparer.OrdinalIgnoreCase));

    private sealed class Member(PropertyAccess access)
    {
        public PropertyAccess Access { get; } = access;

        public string TypeName { get; } = LanguagePrimitives.ConvertTypeNameToPSTypeName(access.Type.FullName);
    }
}
