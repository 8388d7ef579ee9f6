using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace DbAccounts.Desktop.Tests;

/// <summary>The metadata of one assembly, read without loading it.</summary>
internal sealed class AssemblyFile
{
    private readonly Dictionary<string, TypeDefinitionHandle> _types;
    private readonly Dictionary<string, string> _forwarded;

    public AssemblyFile(string path)
    {
        // Of bytes of its own, so there is nothing to close.
        Reader = new PEReader([.. File.ReadAllBytes(path)]).GetMetadataReader();
        Name = Reader.GetString(Reader.GetAssemblyDefinition().Name);
        Version = Reader.GetAssemblyDefinition().Version;
        _types = Reader.TypeDefinitions.ToDictionary(NameOf);
        _forwarded = Reader.ExportedTypes.Select(Reader.GetExportedType)
            .Where(type => type.Implementation.Kind == HandleKind.AssemblyReference)
            .ToDictionary(
                type => Full(type.Namespace, type.Name),
                type => Reader.GetString(Reader.GetAssemblyReference((AssemblyReferenceHandle)type.Implementation).Name));
    }

    public MetadataReader Reader { get; }

    public string Name { get; }

    public Version Version { get; }

    /// <summary>The type of this full name that the assembly defines.</summary>
    public TypeDefinitionHandle? Type(string name) => _types.TryGetValue(name, out TypeDefinitionHandle type) ? type : null;

    /// <summary>The assembly that a type of this name stands in today; null where it isn't forwarded. A nested type goes with its outermost.</summary>
    public string? ForwardedTo(string name) => _forwarded.GetValueOrDefault(name.Split('+')[0]);

    /// <summary>The full name of a type that the assembly defines.</summary>
    public string NameOf(TypeDefinitionHandle handle)
    {
        TypeDefinition type = Reader.GetTypeDefinition(handle);
        return type.GetDeclaringType() is { IsNil: false } outer ? $"{NameOf(outer)}+{Reader.GetString(type.Name)}" : Full(type.Namespace, type.Name);
    }

    /// <summary>The full name of a type that the assembly refers to.</summary>
    public string NameOf(TypeReferenceHandle handle)
    {
        TypeReference type = Reader.GetTypeReference(handle);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? $"{NameOf((TypeReferenceHandle)type.ResolutionScope)}+{Reader.GetString(type.Name)}"
            : Full(type.Namespace, type.Name);
    }

    /// <summary>The assembly that a type is referred to in.</summary>
    public string AssemblyOf(TypeReferenceHandle handle)
    {
        EntityHandle scope = Reader.GetTypeReference(handle).ResolutionScope;
        return scope.Kind switch
        {
            HandleKind.TypeReference => AssemblyOf((TypeReferenceHandle)scope),
            HandleKind.AssemblyReference => Reader.GetString(Reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name),
            _ => Name,
        };
    }

    private string Full(StringHandle space, StringHandle name) =>
        space.IsNil ? Reader.GetString(name) : $"{Reader.GetString(space)}.{Reader.GetString(name)}";
}
