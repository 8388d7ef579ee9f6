using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.Json.Serialization;
using DbAccounts.Engines;
using DbAccounts.Engines.Cloud;
using DbAccounts.Rules;
using DbAccounts.Simulator;
using Xunit;

namespace DbAccounts.Tests.Simulator;

/// <summary>The simulator's requests are its own: what it shares with the client are the rules, and nothing else.</summary>
public sealed class OwnRequestsTests
{
    private const string Engines = "DbAccounts.Engines";
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Assembly _simulator = typeof(DbSimulator).Assembly;

    // An instance's own path is checked before a request is looked at, so its rules are not asked.
    private static readonly string[] _notAsked = ["ProjectId.Pattern", "InstanceId.Pattern"];

    // The simulator's items of one shape share the rule on the host.
    private static readonly string[] _sameAsAccount = ["NewAccount.Host.Mandatory", "DeletedAccount.Host.Mandatory"];

    [Fact]
    public void It_uses_no_type_of_the_engines_but_in_attributes()
    {
        using FileStream file = File.OpenRead(_simulator.Location);
        using var image = new PEReader(file);
        MetadataReader metadata = image.GetMetadataReader();
        TypeReferenceHandle[] named =
        [
            .. metadata.TypeReferences.Where(handle => metadata.GetString(metadata.GetTypeReference(handle).Namespace).StartsWith(Engines, StringComparison.Ordinal)),
        ];
        int[] tokens = [.. named.Select(handle => MetadataTokens.GetToken(handle))];
        var judges = RequestTypes().SelectMany(type => type.GetProperties().Append<MemberInfo>(type))
            .Select(member => member.GetCustomAttribute<JudgedByAttribute>()?.Request.FullName).ToHashSet();

        // An attribute that names a type leaves a reference to it, of which nothing else may make use: no member, no body, no signature.
        Assert.NotEmpty(named);
        Assert.All(named, handle => Assert.Contains(NameOf(metadata, handle), judges));
        Assert.DoesNotContain(metadata.MemberReferences, handle => named.Contains(AsType(metadata.GetMemberReference(handle).Parent)));
        Assert.DoesNotContain(metadata.MethodDefinitions, handle => Mentions(image, metadata.GetMethodDefinition(handle), tokens));
        Assert.All(Signatures(metadata), signature => Assert.DoesNotContain(Engines, signature, StringComparison.Ordinal));
        Assert.All(Members(), type => Assert.DoesNotContain(Engines, type.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void Only_the_rules_are_looked_up_by_the_clients_types()
    {
        IEnumerable<(string Where, CustomAttributeData Attribute)> attributes = _simulator.GetTypes().SelectMany(type => type
            .GetMembers(All).Append(type)
            .SelectMany(member => member.CustomAttributes.Select(attribute => ($"{type.Name}.{member.Name}", attribute))));

        (string Where, CustomAttributeData Attribute)[] foreign =
        [
            .. attributes.Where(one => one.Attribute.ConstructorArguments.Concat(one.Attribute.NamedArguments.Select(named => named.TypedValue))
                .Any(argument => argument.Value is Type { Namespace: { } space } && space.StartsWith(Engines, StringComparison.Ordinal))),
        ];

        Assert.NotEmpty(foreign);
        Assert.All(foreign, one => Assert.True(one.Attribute.AttributeType == typeof(JudgedByAttribute), one.Where));
    }

    [Fact]
    public void Every_documented_rule_judges_a_request_of_the_simulator()
    {
        var judging = RequestTypes().SelectMany(type => RequestType.Of(type).Properties)
            .SelectMany(property => property.Rules).Select(rule => rule.Id)
            .Concat(RequestTypes().Select(RequestType.Of).SelectMany(type => type.Rules.Select(type.IdOf)))
            .ToHashSet();

        string[] documented = [.. ServiceCatalog.All.OfType<HttpEngine>().SelectMany(ServiceCatalog.Rules).Select(rule => rule.Id).Distinct()];

        Assert.Equal(
            _sameAsAccount.Order(),
            documented.Where(id => !judging.Contains(id) && !_notAsked.Any(end => id.EndsWith(end, StringComparison.Ordinal))).Order());
    }

    /// <summary>The types that requests are read into.</summary>
    internal static IEnumerable<Type> RequestTypes() => _simulator.GetTypes().Where(
        type => type.Namespace?.EndsWith(".Requests", StringComparison.Ordinal) == true && !type.IsNested
            && !typeof(JsonSerializerContext).IsAssignableFrom(type) && !type.Name.StartsWith('<')
            && type.GetProperties().Length > 0 && !typeof(JsonConverter).IsAssignableFrom(type));

    private static TypeReferenceHandle AsType(EntityHandle handle) =>
        handle.Kind == HandleKind.TypeReference ? (TypeReferenceHandle)handle : default;

    private static string NameOf(MetadataReader metadata, TypeReferenceHandle handle)
    {
        TypeReference type = metadata.GetTypeReference(handle);
        return metadata.GetString(type.Namespace) + "." + metadata.GetString(type.Name);
    }

    private static bool Mentions(PEReader image, MethodDefinition method, int[] tokens)
    {
        if (method.RelativeVirtualAddress == 0)
        {
            return false;
        }

        byte[] code = image.GetMethodBody(method.RelativeVirtualAddress).GetILBytes() ?? [];
        return tokens.Any(token => code.AsSpan().IndexOf(BitConverter.GetBytes(token)) >= 0);
    }

    // The type arguments of generic methods and types.
    private static IEnumerable<string> Signatures(MetadataReader metadata)
    {
        var names = new SignatureNames();
        for (int row = 1; row <= metadata.GetTableRowCount(TableIndex.MethodSpec); row++)
        {
            yield return string.Join(", ", metadata.GetMethodSpecification(MetadataTokens.MethodSpecificationHandle(row)).DecodeSignature(names, null));
        }

        for (int row = 1; row <= metadata.GetTableRowCount(TableIndex.TypeSpec); row++)
        {
            yield return metadata.GetTypeSpecification(MetadataTokens.TypeSpecificationHandle(row)).DecodeSignature(names, null);
        }
    }

    // What fields, properties and methods are of, take and return.
    private static IEnumerable<Type> Members() => _simulator.GetTypes().SelectMany(type => type.GetFields(All).Select(field => field.FieldType)
        .Concat(type.GetProperties(All).Select(property => property.PropertyType))
        .Concat(type.GetMethods(All).SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType)))
        .Append(type.BaseType ?? typeof(object)));

    private sealed class SignatureNames : ISignatureTypeProvider<string, object?>
    {
        public string GetArrayType(string elementType, ArrayShape shape) => elementType;

        public string GetByReferenceType(string elementType) => elementType;

        public string GetFunctionPointerType(MethodSignature<string> signature) => "";

        public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) => genericType + string.Join(", ", typeArguments);

        public string GetGenericMethodParameter(object? genericContext, int index) => "";

        public string GetGenericTypeParameter(object? genericContext, int index) => "";

        public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;

        public string GetPinnedType(string elementType) => elementType;

        public string GetPointerType(string elementType) => elementType;

        public string GetPrimitiveType(PrimitiveTypeCode typeCode) => "";

        public string GetSZArrayType(string elementType) => elementType;

        public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => "";

        public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => NameOf(reader, handle);

        public string GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) => "";
    }
}
