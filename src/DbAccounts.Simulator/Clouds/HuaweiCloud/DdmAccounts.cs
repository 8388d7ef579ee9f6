using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using DbAccounts.Rules;
using DbAccounts.Simulator.Clouds.HuaweiCloud.Requests;
using DbAccounts.Simulator.Http;
using DbAccounts.Simulator.Security;
using DbAccounts.Simulator.Settings;
using DbAccounts.Simulator.State;

namespace DbAccounts.Simulator.Clouds.HuaweiCloud;

/// <summary>One page of accounts.</summary>
internal sealed record DdmPage(IReadOnlyList<StoredAccount> Accounts, int Offset, int Limit, int Total);

/// <summary>What DDM does with accounts, whichever version of its API asks for it. Every change is immediate.</summary>
internal sealed class DdmAccounts(SimulatorStore store, DbSimulatorBehavior behavior, Others others)
{
    private const int DefaultLimit = 10;
    private const int MaxLimit = 128;

    /// <summary>Creates accounts, all or none.</summary>
    public void Create(IReadOnlyList<CreateUserBody> requests)
    {
        foreach (CreateUserBody request in requests)
        {
            Require(request);
        }

        if (requests.Select(r => r.Name).Distinct().Count() < requests.Count)
        {
            throw DdmError.DuplicatesInRequest();
        }

        AccountBook book = store.Accounts(SimulatedService.Ddm.Name);
        if (requests.Any(r => book.Find(new(r.Name!)) is not null))
        {
            throw DdmError.AccountExists();
        }

        if (book.All.Count + requests.Count > behavior.DdmMostAccounts)
        {
            throw DdmError.TooManyAccounts();
        }

        foreach (CreateUserBody request in requests)
        {
            Apply(ChangeKind.Create, request.Name!, new()
            {
                PasswordHash = PasswordHash.Of(request.Password!),
                BaseAuthority = Sorted(request.BaseAuthority!),
                Description = request.Description ?? "",
                PasswordLifetime = request.PasswordLifetime,
                Databases = Names(request.Databases ?? []),
            });
        }
    }

    /// <summary>Modifies an account; a field that is given replaces the whole of it.</summary>
    public void Update(UpdateUserBody request)
    {
        Require(request);
        bool keepsDatabases = request.Databases is null || (request.Databases.Count == 0 && !behavior.DdmEmptyDatabasesDetaches);
        Apply(ChangeKind.Modify, request.Username!, new()
        {
            BaseAuthority = request.BaseAuthority is null ? null : Sorted(request.BaseAuthority),
            Description = request.Description,
            PasswordLifetime = request.PasswordLifetime,
            Databases = keepsDatabases ? null : Names(request.Databases!),
        });
    }

    /// <summary>Sets another password.</summary>
    public void ResetPassword(ResetPasswordBody request)
    {
        Require(request);
        Apply(ChangeKind.Modify, request.Username!, new() { PasswordHash = PasswordHash.Of(request.Password!) });
    }

    /// <summary>Deletes an account.</summary>
    public void Delete(UserPath request)
    {
        Require(request);
        Apply(ChangeKind.Delete, request.Username!, new());
    }

    /// <summary>The page that a query asks for.</summary>
    public DdmPage List(string query)
    {
        int offset = Number(query, "offset", 0);
        int limit = Number(query, "limit", DefaultLimit);
        if (limit is < 1 or > MaxLimit)
        {
            throw DdmError.Parameter($"limit is a number from 1 to {MaxLimit}");
        }

        others.TurnPage(SimulatedService.Ddm, offset);
        IReadOnlyList<StoredAccount> all = store.Accounts(SimulatedService.Ddm.Name).All;
        long skipped = behavior.DdmOffsetIsPage ? (long)offset * limit : offset;
        return new DdmPage([.. skipped < all.Count ? all.Skip((int)skipped).Take(limit) : []], offset, limit, all.Count);
    }

    private static void Require(object request)
    {
        IReadOnlyList<Violation> violations = RuleCheck.Check(request);
        if (violations.Count > 0)
        {
            throw DdmError.Of(violations);
        }
    }

    private static int Number(string query, string name, int byDefault)
    {
        string? text = UrlText.ParseQuery(query).Where(p => p.Key == name).Select(p => p.Value).FirstOrDefault();
        return text is null ? byDefault
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number
            : throw DdmError.Parameter(name + " is not a number");
    }

    // The lists come back in alphabetical order, whatever order they were sent in.
    private static List<string> Sorted(IReadOnlyList<string> privileges) =>
        [.. privileges.Distinct().OrderBy(p => p, System.StringComparer.Ordinal)];

    private static List<string> Names(IReadOnlyList<SchemaItem> schemas) => [.. schemas.Select(s => s.Name!).Distinct()];

    private void Apply(ChangeKind kind, string name, AccountValues values)
    {
        var change = new StoredChange { Kind = kind, Accounts = [new(name)], Values = values };
        if (store.Apply(SimulatedService.Ddm.Name, change) == ChangeOutcome.AccountMissing)
        {
            throw DdmError.AccountMissing();
        }
    }
}
