using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection.Metadata;

namespace DbAccounts.Desktop.Tests;

/// <summary>The assemblies that a type's signature names, and whether it is a reference, for which room can be made without them.</summary>
/// <remarks>What is doubtful counts as needed: an argument of a generic value type, whatever it is.</remarks>
internal sealed class NeededAssemblies(AssemblyFile file) : ISignatureTypeProvider<NeededAssemblies.Named, object?>
{
    private const byte ValueType = 0x11;
    private static readonly Named _none = new(IsReference: false, []);
    private static readonly Named _reference = new(IsReference: true, []);

    /// <summary>What a base type or an interface needs.</summary>
    public IEnumerable<string> ToInherit(EntityHandle type) => type.Kind switch
    {
        HandleKind.TypeReference => [file.AssemblyOf((TypeReferenceHandle)type)],
        HandleKind.TypeSpecification => GetTypeFromSpecification(file.Reader, null, (TypeSpecificationHandle)type, 0).Assemblies,
        _ => [],
    };

    /// <summary>What a field needs.</summary>
    public IEnumerable<string> ToHold(FieldDefinition field)
    {
        Named type = field.DecodeSignature(this, null);
        return type.IsReference ? [] : type.Assemblies;
    }

    public Named GetPrimitiveType(PrimitiveTypeCode typeCode) => _none;

    public Named GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => rawTypeKind == ValueType ? _none : _reference;

    public Named GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => new(rawTypeKind != ValueType, [file.AssemblyOf(handle)]);

    public Named GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public Named GetGenericInstantiation(Named genericType, ImmutableArray<Named> typeArguments) =>
        new(genericType.IsReference, [.. genericType.Assemblies, .. typeArguments.SelectMany(argument => argument.Assemblies)]);

    public Named GetSZArrayType(Named elementType) => elementType with { IsReference = true };

    public Named GetArrayType(Named elementType, ArrayShape shape) => elementType with { IsReference = true };

    public Named GetByReferenceType(Named elementType) => elementType with { IsReference = true };

    public Named GetPointerType(Named elementType) => elementType with { IsReference = true };

    public Named GetPinnedType(Named elementType) => elementType;

    public Named GetModifiedType(Named modifier, Named unmodifiedType, bool isRequired) => unmodifiedType;

    public Named GetGenericMethodParameter(object? genericContext, int index) => _none;

    public Named GetGenericTypeParameter(object? genericContext, int index) => _none;

    public Named GetFunctionPointerType(MethodSignature<Named> signature) => _reference;

    /// <summary>A type of a signature.</summary>
    public readonly record struct Named(bool IsReference, ImmutableArray<string> Assemblies);
}
