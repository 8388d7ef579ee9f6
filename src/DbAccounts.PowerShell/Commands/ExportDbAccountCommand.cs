using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using DbAccounts.Comparison;
using DbAccounts.Documents;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.PowerShell.Async;
using DbAccounts.PowerShell.Binding;
using DbAccounts.PowerShell.Errors;
using DbAccounts.PowerShell.Session;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Commands;

/// <summary>Writes what is there as an access document: accounts, settings and grants, without any secret.</summary>
[Cmdlet(VerbsData.Export, "DbAccount", SupportsShouldProcess = true)]
[OutputType(typeof(string))]
public sealed class ExportDbAccountCommand : AsyncCommand
{
    /// <summary>The file to write, .json or .psd1. Without it the document is written to the pipeline, as JSON text.</summary>
    [Parameter(Position = 0)]
    public string? Path { get; set; }

    /// <summary>Only these accounts: names, or 'name@host'; wildcards are allowed. Default: all.</summary>
    [Parameter(Position = 1)]
    [Alias("Name")]
    [SupportsWildcards]
    [AccountTransformation]
    [ArgumentCompleter(typeof(AccountCompleter))]
    public DbAccountReference[]? Account { get; set; }

    /// <summary>
    /// The connected instances: objects that Connect-DbInstance returned, ids, 'service/id', the service of the only one; wildcards are
    /// allowed, and match ids and services. Default: the session's.
    /// </summary>
    [Parameter]
    [Alias("InstanceId")]
    [SupportsWildcards]
    [InstanceTransformation(Several = true)]
    [ArgumentCompleter(typeof(InstanceCompleter))]
    public DbInstanceReference[]? Instance { get; set; }

    /// <summary>What several accounts hold alike, up to the name of the database, becomes roles of the document.</summary>
    [Parameter]
    [CellTransformation(IsSwitch = true)]
    public SwitchParameter Role { get; set; }

    /// <summary>Accept a document of a part of the accounts, where the service shows no more. Without it that is an error.</summary>
    [Parameter]
    [CellTransformation(IsSwitch = true)]
    public SwitchParameter AllowPartial { get; set; }

    /// <summary>Overwrite a file that exists.</summary>
    [Parameter]
    [CellTransformation(IsSwitch = true)]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override async Task EndAsync()
    {
        string? path = Path is null ? null : DocumentFiles.TargetOf(this, Path, Force);
        if (path is not null)
        {
            DocumentFiles.RequireForm(path, isToBeWritten: true);
        }

        DbSession session = DbSession.Current;
        var meant = DocumentInstances.Named(session, Instance).ToDictionary(instance => instance, instance => new AccountFilters(Account, instance));
        CurrentState?[] all = await Task.WhenAll(meant.Select(one => TryReadAsync(one.Key, one.Value))).ConfigureAwait(false);
        CurrentState[] read = [.. all.OfType<CurrentState>()];
        if (read.Length < all.Length)
        {
            // A document that leaves out what could not be read would say that it need not be there.
            throw DbError.InvalidInput(
                Messages.ExportIncomplete, Messages.ExportIncompleteAdvice);
        }

        foreach (CurrentState state in read.Where(state => state.Instance.Client.Info.PrivilegeLevels.Count == 0))
        {
            Output.Warning(Messages.ExportNoPrivileges.With(state.Instance));
        }

        await RequireWholeAsync(read).ConfigureAwait(false);
        foreach (CurrentState state in read.Where(state => !state.IsWhole))
        {
            Output.Warning(Messages.ExportPart.With(state.Instance));
        }

        foreach (CurrentState state in read.Where(state => state.Unnamed.Count > 0))
        {
            Output.Warning(Messages.ExportUnnamed.With(state.Instance, string.Join(", ", state.Unnamed)));
        }

        var others =
            from state in read
            from account in state.Accounts
            where meant[state.Instance].Means(account.Listed)
            from setting in account.Listed.OtherSetting ?? []
            group account.Account.ToString() by setting;
        foreach (IGrouping<string, string> other in others)
        {
            Output.Warning(Messages.ExportOther.With(other.Key, string.Join(", ", other)));
        }

        AccessNode document = DocumentNodes.Of(StateDocument.Of(
            read, (instance, account) => meant[instance].Means(account), session.IsShared, Role));
        string text = path is not null && DocumentFiles.IsDataFile(path) ? NodeText.DataFile(document) : NodeText.Json(document);
        if (path is null)
        {
            await Output.WriteAsync(text).ConfigureAwait(false);
            return;
        }

        if (await Output.ShouldProcessAsync(Messages.ExportFile.With(path)).ConfigureAwait(false))
        {
            DocumentFiles.Write(path, text, Force);
        }
    }

    // A document that leaves out what is not shown, or what was named, would say that it need not be there.
    private async Task RequireWholeAsync(CurrentState[] read)
    {
        var known = new NamedAccounts(Account);
        foreach (CurrentState state in read)
        {
            known.See(state.Accounts.Select(account => account.Account), state.Instance);
        }

        DbAccountsException[] problems =
        [
            .. read.Where(state => !state.IsWhole && !AllowPartial).Select(state => DbError.ExportInPart(state.Instance.Key)), .. known.Missing(),
        ];
        for (int i = 0; i < problems.Length - 1; i++)
        {
            await Output.ErrorAsync(ErrorRecords.From(problems[i], null)).ConfigureAwait(false);
        }

        if (problems.Length > 0)
        {
            throw problems[problems.Length - 1];
        }
    }

    private async Task<CurrentState?> TryReadAsync(DbInstance instance, AccountFilters meant)
    {
        try
        {
            return await CurrentState.ReadAsync(
                instance,
                meant.Means,
                Call()).ConfigureAwait(false);
        }
        catch (DbAccountsException e)
        {
            await Output.ErrorAsync(ErrorRecords.From(e, instance)).ConfigureAwait(false);
            return null;
        }
    }
}
