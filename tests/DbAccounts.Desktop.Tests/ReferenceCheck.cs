using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection.Metadata;

namespace DbAccounts.Desktop.Tests;

/// <summary>Looks up everything that assemblies refer to, as a runtime would that has just these files.</summary>
internal sealed class ReferenceCheck(IEnumerable<string> files)
{
    private readonly Dictionary<string, AssemblyFile> _files = files.Select(path => new AssemblyFile(path))
        .GroupBy(file => file.Name, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(same => same.Key, same => same.OrderBy(file => file.Version).Last(), StringComparer.OrdinalIgnoreCase);

    /// <summary>What is not there: assemblies, types and members.</summary>
    public IEnumerable<string> Missing(string name)
    {
        AssemblyFile file = _files[name];
        MetadataReader reader = file.Reader;
        return reader.AssemblyReferences.Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name))
            .Where(wanted => !_files.ContainsKey(wanted)).Select(wanted => $"{name}: the assembly {wanted}")
            .Concat(reader.TypeReferences
                .Where(handle => Find(file.AssemblyOf(handle), file.NameOf(handle)) is null)
                .Select(handle => $"{name}: the type {file.NameOf(handle)} of {file.AssemblyOf(handle)}"))
            .Concat(reader.MemberReferences.Where(handle => !Exists(file, reader.GetMemberReference(handle)))
                .Select(handle => $"{name}: {Text(file, reader.GetMemberReference(handle))}"));
    }

    /// <summary>References that ask for a higher version than there is.</summary>
    public IEnumerable<string> TooLow(string name, IReadOnlyCollection<string> among) =>
        from handle in _files[name].Reader.AssemblyReferences
        let wanted = _files[name].Reader.GetAssemblyReference(handle)
        let other = _files[name].Reader.GetString(wanted.Name)
        where among.Contains(other) && _files[other].Version < wanted.Version
        select $"{name} asks for {other} {wanted.Version}, and there is {_files[other].Version}";

    /// <summary>Types that can't be loaded without an assembly: it holds a base, an interface, or what a field has to make room for.</summary>
    public IEnumerable<string> TypesThatNeed(string name, IReadOnlyCollection<string> assemblies)
    {
        AssemblyFile file = _files[name];
        var needed = new NeededAssemblies(file);
        return from handle in file.Reader.TypeDefinitions
               let type = file.Reader.GetTypeDefinition(handle)
               let parts = type.GetInterfaceImplementations().Select(i => file.Reader.GetInterfaceImplementation(i).Interface).Append(type.BaseType)
                   .Where(part => !part.IsNil).SelectMany(needed.ToInherit)
                   .Concat(type.GetFields().Select(file.Reader.GetFieldDefinition).SelectMany(needed.ToHold))
               where parts.Any(assemblies.Contains)
               select file.NameOf(handle);
    }

    private (AssemblyFile File, TypeDefinitionHandle Type)? Find(string assembly, string type)
    {
        while (_files.TryGetValue(assembly, out AssemblyFile? file))
        {
            if (file.Type(type) is { } found)
            {
                return (file, found);
            }

            if (file.ForwardedTo(type) is not { } next)
            {
                return null;
            }

            assembly = next;
        }

        return null;
    }

    private bool Exists(AssemblyFile file, MemberReference member)
    {
        (AssemblyFile, TypeDefinitionHandle)? at = Resolve(file, member.Parent);
        if (at is null)
        {
            // Arrays make their members themselves; a type that isn't there is missing already, and said so.
            return true;
        }

        return Has(at.Value, file.Reader.GetString(member.Name), Signature(file, member));
    }

    private bool Has((AssemblyFile File, TypeDefinitionHandle Type) at, string name, string signature)
    {
        (AssemblyFile file, TypeDefinitionHandle handle) = at;
        TypeDefinition type = file.Reader.GetTypeDefinition(handle);
        var text = new SignatureText(file);
        return type.GetMethods().Select(file.Reader.GetMethodDefinition)
                .Any(m => file.Reader.GetString(m.Name) == name && SignatureText.Method(m.DecodeSignature(text, null)) == signature)
            || type.GetFields().Select(file.Reader.GetFieldDefinition)
                .Any(f => file.Reader.GetString(f.Name) == name && f.DecodeSignature(text, null) == signature)
            || (!type.BaseType.IsNil && Resolve(file, type.BaseType) is { } parent && Has(parent, name, signature));
    }

    private (AssemblyFile, TypeDefinitionHandle)? Resolve(AssemblyFile file, EntityHandle handle)
    {
        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition:
                return (file, (TypeDefinitionHandle)handle);
            case HandleKind.TypeReference:
                return Find(file.AssemblyOf((TypeReferenceHandle)handle), file.NameOf((TypeReferenceHandle)handle));
            case HandleKind.TypeSpecification:
                BlobReader blob = file.Reader.GetBlobReader(file.Reader.GetTypeSpecification((TypeSpecificationHandle)handle).Signature);
                if (blob.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
                {
                    return null;
                }

                blob.ReadCompressedInteger();
                return Resolve(file, blob.ReadTypeHandle());
            default:
                return null;
        }
    }

    private static string Signature(AssemblyFile file, MemberReference member)
    {
        var text = new SignatureText(file);
        return member.GetKind() == MemberReferenceKind.Method
            ? SignatureText.Method(member.DecodeMethodSignature(text, null))
            : member.DecodeFieldSignature(text, null);
    }

    private static string Text(AssemblyFile file, MemberReference member)
    {
        var text = new SignatureText(file);
        string type = member.Parent.Kind switch
        {
            HandleKind.TypeReference => file.NameOf((TypeReferenceHandle)member.Parent),
            HandleKind.TypeSpecification => text.GetTypeFromSpecification(file.Reader, null, (TypeSpecificationHandle)member.Parent, 0),
            _ => "",
        };
        return $"{type}.{file.Reader.GetString(member.Name)}: {Signature(file, member)}";
    }
}
