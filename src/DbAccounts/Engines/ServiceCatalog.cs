using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Changes;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.Rules;

namespace DbAccounts.Engines;

/// <summary>All services: what <c>KnownEngines</c> has entered.</summary>
public static class ServiceCatalog
{
    private static Func<IReadOnlyList<IDbEngine>> _make = () => [];
    private static readonly Lazy<IReadOnlyList<IDbEngine>> _all = new(() => _make());

    /// <summary>The services, in the order of their names' appearance in the documentation.</summary>
    public static IReadOnlyList<IDbEngine> All => _all.Value;

    /// <summary>Enters the engines. They are made when they are first needed: importing the module needs none.</summary>
    internal static void Enter(Func<IReadOnlyList<IDbEngine>> engines) => _make = engines;

    /// <summary>The service of that name; case does not matter.</summary>
    /// <exception cref="DbAccountsException">There is none.</exception>
    public static IDbEngine Get(string service) =>
        All.FirstOrDefault(s => string.Equals(s.Info.Service, service, StringComparison.OrdinalIgnoreCase))
        ?? throw DbError.UnknownService(service, All.Select(s => s.Info.Service));

    /// <summary>The documented rules of a service.</summary>
    public static IEnumerable<DbAccountRule> Rules(IDbEngine service) =>
        from operation in service.Info.Operations
        where operation.RequestType is not null
        from rule in RuleCatalog.RulesOf(service.Info.Service, operation.Operation.ToString(), operation.RequestType!)
        select rule;

    /// <summary>Makes a password that the rules of a service accept for a new account.</summary>
    /// <param name="service">The service; null for a password that all services accept.</param>
    /// <param name="length">The number of characters; null for a good default.</param>
    public static Secret NewPassword(IDbEngine? service, int? length = null)
    {
        if (service is not null)
        {
            return Generate(Generator(service), length);
        }

        // The strictest service's password, tried against the others: they differ in lengths and special characters only.
        IReadOnlyList<PasswordGenerator> generators = [.. All.Select(Generator)];
        while (true)
        {
            Secret password = Generate(generators[0], length);
            if (generators.All(generator => generator.Accepts(password)))
            {
                return password;
            }
        }
    }

    private static Secret Generate(PasswordGenerator generator, int? length)
    {
        try
        {
            return generator.Generate(length);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw DbError.InvalidInput(
                $"The length of a generated password is from {generator.MinLength} to {generator.MaxLength}, not {length}.");
        }
    }

    private static PasswordGenerator Generator(IDbEngine service) =>
        new(service.Info.Operations.First(o => o.Operation == OperationKind.CreateAccount).RequestType!);
}
