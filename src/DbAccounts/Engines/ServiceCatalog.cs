using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.Rules;
using DbAccounts.Texts;

namespace DbAccounts.Engines;

/// <summary>All services: what <c>KnownEngines</c> has entered.</summary>
public static class ServiceCatalog
{
    private static Func<IReadOnlyList<IDbEngine>> _make = () => [];
    private static readonly Lazy<IReadOnlyList<IDbEngine>> _all = new(() => _make());
    private static readonly ConcurrentDictionary<IDbEngine, PasswordGenerator> _generators = new();
    private static readonly Lazy<PasswordGenerator> _forAll = new(() => Generator(
        All.Aggregate(PasswordPolicy.Any, (all, service) => all.Intersect(PolicyOf(service))),
        string.Join(", ", All.Select(service => service.Info.Service))));


    /// <summary>The services, in the order of their names' appearance in the documentation.</summary>
    public static IReadOnlyList<IDbEngine> All => _all.Value;

    /// <summary>Enters the engines. They are made when they are first needed: importing the module needs none.</summary>
    internal static void Enter(Func<IReadOnlyList<IDbEngine>> engines) => _make = engines;

    /// <summary>The service of that name; case does not matter.</summary>
    /// <exception cref="DbAccountsException">There is none.</exception>
    public static IDbEngine Get(string service) =>
        All.FirstOrDefault(s => string.Equals(s.Info.Service, service, StringComparison.OrdinalIgnoreCase))
        ?? throw DbError.UnknownService(service, [.. All.Select(s => s.Info.Service)]);

    /// <summary>The documented rules of a service.</summary>
    public static IEnumerable<DbAccountRule> Rules(IDbEngine service) =>
        from operation in service.Info.Operations
        where operation.RequestType is not null
        from rule in RuleCatalog.RulesOf(service.Info.Service, operation.Operation.ToString(), operation.RequestType!)
        select rule;

    /// <summary>Makes a password that the rules of a service accept.</summary>
    /// <param name="service">The service; null for a password that all services accept.</param>
    /// <param name="length">The number of characters; null for a good default.</param>
    /// <exception cref="DbAccountsException">Of this length none is accepted, or none at all.</exception>
    public static Secret NewPassword(IDbEngine? service, int? length = null)
    {
        PasswordGenerator generator = service is null
            ? _forAll.Value
            : _generators.GetOrAdd(service, one => Generator(PolicyOf(one), one.Info.Service));
        try
        {
            return generator.Generate(length);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw DbError.InvalidInput(
                Messages.PasswordLength.With(generator.MinLength, generator.MaxLength, length), Messages.PasswordLengthAdvice.With(generator.MinLength, generator.MaxLength));
        }
    }

    /// <summary>What a password may be on a service: what each of its requests that carry one allows.</summary>
    internal static PasswordPolicy PolicyOf(IDbEngine service) => service.Info.Operations
        .Select(operation => operation.RequestType).OfType<Type>().Distinct()
        .Aggregate(PasswordPolicy.Any, (all, type) => all.Intersect(PasswordPolicy.Of(type)));

    /// <summary>Makes passwords of a policy.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="of">Whose it is, for the error.</param>
    internal static PasswordGenerator Generator(PasswordPolicy policy, string of) => policy.WhyNone is { } why
        ? throw DbError.InvalidInput(Messages.PasswordImpossible.With(of, why), Messages.PasswordImpossibleAdvice)
        : new PasswordGenerator(policy);
}
