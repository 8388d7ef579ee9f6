using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Engines;
using DbAccounts.Engines.Sql.MySql;
using DbAccounts.Engines.Sql.MySql.Dialect;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Grants;
using DbAccounts.Model;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Sql;

/// <summary>A connection that is lost in the middle of a change: what became of it is found out, and it is made once.</summary>
[Collection(nameof(MariaDb))]
public sealed class MySqlLossTests : IDisposable
{
    private static int _count;
    private readonly MariaDb _mariaDb;
    private readonly SqlProxy? _proxy;
    private readonly DbAccountIdentity _account = new($"lossy{Interlocked.Increment(ref _count)}", "%");

    public MySqlLossTests(MariaDb mariaDb)
    {
        _mariaDb = mariaDb;
        _proxy = MariaDbServer.WhyNone is null ? new SqlProxy(mariaDb.Server.Port) : null;
    }

    private DbInstance Instance => MariaDb.At(_proxy!.Port);

    [MariaDbTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_account_is_created_once(bool isForwarded)
    {
        DbInstance instance = Instance;
        _proxy!.Lose("CREATE USER", isForwarded);
        DbJob job = Assert.Single(await instance.ChangeAsync(New() with { MaxUserConnections = 3 }, Context()));
        Assert.Equal((DbJobState.Succeeded, 1), (job.State, _proxy.Lost));
        Assert.Equal(isForwarded, job.IsFoundByReadingBack);
        Assert.Equal(3, (await FindAsync(instance))!.MaxUserConnections);
    }

    [MariaDbTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_account_is_removed_once(bool isForwarded)
    {
        DbInstance instance = Instance;
        await instance.ChangeAsync(New(), Context());
        _proxy!.Lose("DROP USER", isForwarded);
        DbJob job = Assert.Single(await instance.ChangeAsync(new RemoveAccount(_account), Context()));
        Assert.Equal((DbJobState.Succeeded, 1), (job.State, _proxy.Lost));
        Assert.Null(await FindAsync(instance));
    }

    [MariaDbTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_account_is_moved_once(bool isForwarded)
    {
        DbInstance instance = Instance;
        await instance.ChangeAsync(New(), Context());
        _proxy!.Lose("RENAME USER", isForwarded);
        await instance.ChangeAsync(new ModifyAccount(_account) { AllowedHost = ["10.%"] }, Context());
        Assert.Equal((1, "10.%"), (_proxy.Lost, (await FindAsync(instance))!.AllowedHost!.Single()));
    }

    [MariaDbTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Settings_and_passwords_are_what_they_shall_be(bool isForwarded)
    {
        DbInstance instance = Instance;
        await instance.ChangeAsync(New(), Context());
        _proxy!.Lose("ALTER USER", isForwarded);
        await instance.ChangeAsync(new ModifyAccount(_account) { Locked = true, PasswordLifetime = 5 }, Context());
        DbAccount found = (await FindAsync(instance))!;
        Assert.Equal((1, true, 5), (_proxy.Lost, found.Locked, found.PasswordLifetime));
        _proxy.Lose("SET PASSWORD", isForwarded);
        await instance.ChangeAsync(new ResetPassword(_account, Secret.From("another")), Context());
        Assert.Equal(2, _proxy.Lost);
        SqlRowsOf($"SELECT authentication_string FROM mysql.user WHERE User = '{_account.Name}'", MySqlText.NativeHash("another"));
    }

    [MariaDbTheory]
    [InlineData("GRANT SELECT ON `shop`", true)]
    [InlineData("GRANT SELECT ON `shop`", false)]
    [InlineData("REVOKE INSERT ON `crm`", true)]
    [InlineData("REVOKE INSERT ON `crm`", false)]
    [InlineData("REVOKE DELETE ON `shop`.`orders`", true)]
    [InlineData("REVOKE DELETE ON `shop`.`orders`", false)]
    public async Task A_replacement_of_several_statements_goes_on_where_it_was_cut(string marker, bool isForwarded)
    {
        DbInstance instance = Instance;
        await instance.ChangeAsync(New(), Context());
        await GrantAsync(instance, OperationKind.GrantPrivilege, "INSERT ON crm.*; DELETE ON shop.orders; UPDATE ON shop_app.*");
        _proxy!.Lose(marker, isForwarded);
        await GrantAsync(instance, OperationKind.SetPrivilege, "SELECT ON shop.*; UPDATE ON shop_app.*");
        Assert.Equal(1, _proxy.Lost);
        DbPrivilegeSet held = await instance.Client.GetPrivilegesAsync(instance, _account, Context());
        Assert.Equal("SELECT ON shop.*; UPDATE ON shop_app.*", held.ToString());
    }

    [MariaDbFact]
    public async Task A_read_is_repeated()
    {
        DbInstance instance = Instance;
        _proxy!.Lose("global_priv", isForwarded: true, times: 2);
        Assert.NotEmpty(await instance.AccountsAsync(Context()));
        Assert.Equal(2, _proxy.Lost);
    }

    [MariaDbFact]
    public async Task What_is_lost_again_and_again_is_unknown()
    {
        DbInstance instance = Instance;
        await instance.ChangeAsync(New(), Context());
        _proxy!.Lose("ALTER USER", isForwarded: false, times: 100);
        DbAccountsException error = await Assert.ThrowsAsync<DbAccountsException>(
            () => instance.ChangeAsync(new ModifyAccount(_account) { Locked = true }, Context()));
        Assert.Equal(DbErrorId.OutcomeUnknown, error.ErrorId);
        Assert.Contains(_account.ToString(), error.Message, StringComparison.Ordinal);
    }

    [MariaDbFact]
    public async Task A_statement_that_waits_is_canceled_and_not_waited_for()
    {
        DbInstance instance = Instance;
        using var cancel = new CancellationTokenSource();
        CallContext context = MariaDb.Context() with { Cancellation = cancel.Token };
        Task reading = instance.Client.RawRequests!.InvokeAsync(instance, "SELECT SLEEP(30)", new Dictionary<string, object?>(), context);
        await Task.Delay(500);
        var elapsed = Stopwatch.StartNew();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        // How quick it is, is for Stop.Tests.ps1: a busy machine may take its time, but not that of the statement.
        Assert.True(elapsed.Elapsed < TimeSpan.FromSeconds(15), $"{elapsed.ElapsedMilliseconds} ms");
    }

    [MariaDbFact]
    public async Task A_change_that_waits_too_long_is_unknown_and_says_so()
    {
        DbInstance instance = Instance;
        await instance.ChangeAsync(New(), MariaDb.Context());
        using (new Holder(_mariaDb))
        {
            DbAccountsException error = await Assert.ThrowsAsync<DbAccountsException>(() => instance.ChangeAsync(
                new ModifyAccount(_account) { Locked = true }, MariaDb.Context(seconds: 2)));
            Assert.Equal(DbErrorId.OutcomeUnknown, error.ErrorId);
        }
    }

    [MariaDbFact]
    public async Task A_server_that_is_started_again_is_connected_again()
    {
        using var server = new MariaDbServer();
        DbInstance instance = DbInstance.Connect(new DbInstanceOptions
        {
            Service = "MySql",
            InstanceId = server.Socket,
            Credential = new DbCredential("root", Secret.From("")),
        });
        await instance.ChangeAsync(New(), MariaDb.Context());
        server.Kill();
        Task<IReadOnlyList<DbJob>> changing =
            instance.ChangeAsync(new ModifyAccount(_account) { Locked = true }, MariaDb.Context());
        await Task.Delay(300);
        server.Start();
        Assert.Equal(DbJobState.Succeeded, (await changing).Single().State);
        Assert.True((await instance.AccountsAsync(MariaDb.Context())).Single(found => found.Name == _account.Name).Locked);
    }

    public void Dispose() => _proxy?.Dispose();

    // What was lost is looked for at once: the server was as quick.
    private static CallContext Context() => MariaDb.Context() with { Clock = new WaitedClock() };

    private CreateAccount New() => new(_account) { Password = Secret.From(MariaDb.Canary), AllowedHost = ["%"] };

    private Task<IReadOnlyList<DbJob>> GrantAsync(DbInstance instance, OperationKind kind, string grants) => instance.ChangeAsync(
        new ChangePrivilege(kind, _account, GrantText.Parse(grants)), Context());

    private async Task<DbAccount?> FindAsync(DbInstance instance) =>
        (await instance.AccountsAsync(Context())).SingleOrDefault(found => found.Name == _account.Name);

    private void SqlRowsOf(string statement, string value) => Assert.Equal(
        value,
        MySqlSender.ReadAsync(_mariaDb.Root, new MySqlWork("Test", ""), _ => statement, MariaDb.Context()).GetAwaiter().GetResult().Rows[0][0]);

    /// <summary>Somebody who keeps all changes waiting.</summary>
    private sealed class Holder : IDisposable
    {
        private readonly TaskCompletionSource _end = new();
        private readonly Task _holding;

        public Holder(MariaDb mariaDb)
        {
            var held = new TaskCompletionSource();
            _holding = MySqlSender.RunAsync(mariaDb.Root, new MySqlWork("Test", "") { IsChange = true }, async (session, cancellation) =>
            {
                await session.Connection.ExecuteAsync("FLUSH TABLES WITH READ LOCK", null, cancellation);
                held.SetResult();
                await _end.Task;
                await session.Connection.ExecuteAsync("UNLOCK TABLES", null, cancellation);
                return true;
            }, MariaDb.Context());
            held.Task.Wait();
        }

        public void Dispose()
        {
            _end.SetResult();
            _holding.Wait();
        }
    }
}
