using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.Rules;
using DbAccounts.Services.HuaweiCloud;
using DbAccounts.Services.QingCloud;
using DbAccounts.Services.TencentCloud;

namespace DbAccounts.Services;

/// <summary>All services. A new one is added here.</summary>
public static class ServiceCatalog
{
    /// <summary>The services, in the order of their names' appearance in the documentation.</summary>
    public static IReadOnlyList<IDbAccountService> All { get; } =
    [
        new MySqlPlusService(),
        new MySqlPlusAnalysisService(),
        new ChronusDbService(),
        new DdmService(),
        new TencentMySqlService(),
    ];

    /// <summary>The service of that name; case does not matter.</summary>
    /// <exception cref="DbAccountsException">There is none.</exception>
    public static IDbAccountService Get(string service) =>
        All.FirstOrDefault(s => string.Equals(s.Info.Service, service, StringComparison.OrdinalIgnoreCase))
        ?? throw DbError.UnknownService(service, All.Select(s => s.Info.Service));

    /// <summary>The documented rules of a service.</summary>
    public static IEnumerable<DbAccountRule> Rules(IDbAccountService service) =>
        from operation in service.Info.Operations
        where operation.RequestType is not null
        from rule in RuleCatalog.RulesOf(service.Info.Service, operation.Operation.ToString(), operation.RequestType!)
        select rule;

    /// <summary>Makes a password that the rules of a service accept for a new account.</summary>
    /// <param name="service">The service; null for a password that all services accept.</param>
    /// <param name="length">The number of characters; null for a good default.</param>
    public static Secret NewPassword(IDbAccountService? service, int? length = null)
    {
        if (service is not null)
        {
            return Generator(service).Generate(length);
        }

        // The strictest service's password, tried against the others: they differ in lengths and special characters only.
        IReadOnlyList<PasswordGenerator> generators = [.. All.Select(Generator)];
        while (true)
        {
            Secret password = generators[0].Generate(length);
            if (generators.All(generator => generator.Accepts(password)))
            {
                return password;
            }
        }
    }

    private static PasswordGenerator Generator(IDbAccountService service) =>
        new(service.Info.Operations.First(o => o.Operation == OperationKind.CreateAccount).RequestType!);
}
