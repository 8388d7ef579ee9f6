using System;
using System.Linq;
using System.Management.Automation;
using DbAccounts.Engines;
using DbAccounts.PowerShell.Input;

namespace DbAccounts.PowerShell.Binding;

/// <summary>Makes objects of the model from objects with the same properties: deserialized ones and custom ones.</summary>
public sealed class ModelConverter : PSTypeConverter
{
    /// <inheritdoc/>
    public override bool CanConvertFrom(object sourceValue, Type destinationType) => false;

    /// <summary>True for an object that has one of the type's properties at least.</summary>
    public override bool CanConvertFrom(PSObject sourceValue, Type destinationType) =>
        sourceValue is { BaseObject: PSCustomObject }
        && destinationType.GetProperties().Any(property => sourceValue.Properties[property.Name] is not null);

    /// <inheritdoc/>
    public override object ConvertFrom(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        throw new NotSupportedException();

    /// <inheritdoc/>
    public override object ConvertFrom(PSObject sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase)
    {
        Row row = Row.Of(sourceValue) ?? throw new NotSupportedException();
        return destinationType == typeof(DbInstance) ? InstanceTransformationAttribute.Named(row) : ModelReader.Read(destinationType, row);
    }

    /// <inheritdoc/>
    public override bool CanConvertTo(object sourceValue, Type destinationType) => false;

    /// <inheritdoc/>
    public override object ConvertTo(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        throw new NotSupportedException();
}
