using System.Management.Automation;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.PowerShell.Binding;
using DbAccounts.PowerShell.Errors;
using DbAccounts.PowerShell.Input;
using DbAccounts.PowerShell.Session;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Commands;

/// <summary>Makes a connected instance the session's default. Nothing is sent.</summary>
[Cmdlet(VerbsCommon.Select, "DbInstance")]
[OutputType(typeof(DbInstance))]
public sealed class SelectDbInstanceCommand : DbCommand
{
    private DbInstanceReference? _meant;
    private int _records;
    private bool _isRefused;

    /// <summary>
    /// The connected instance: the object that Connect-DbInstance or Get-DbInstance returned, its id, 'service/id', or the service of the
    /// only one.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("InstanceId")]
    [InstanceTransformation]
    [ArgumentCompleter(typeof(InstanceCompleter))]
    public DbInstanceReference? Instance { get; set; }

    /// <inheritdoc/>
    protected override void Record()
    {
        _meant = Instance;
        _records++;
    }

    /// <inheritdoc/>
    private protected override void Refused() => _isRefused = true;

    /// <summary>One alone can be the default: of several the last would be it by chance.</summary>
    protected override void End()
    {
        if (_isRefused)
        {
            return;
        }

        try
        {
            DbInstance instance = DbSession.Current.Own(Meant());
            DbSession.Current.Select(instance);
            WriteObject(instance);
        }
        catch (DbAccountsException e)
        {
            WriteError(ErrorRecords.From(DbSession.Current.AmongConnected(e), _meant is null ? null : Unreadable.Target(_meant)));
        }
    }

    private DbInstance Meant()
    {
        if (_records > 1)
        {
            throw DbError.InvalidInput(Messages.SelectSeveral, Messages.SelectSeveralAdvice);
        }

        Belonging place = _meant?.Place() ?? Belonging.Nowhere;
        if (place == Belonging.Nowhere)
        {
            throw DbError.InvalidInput(
                Messages.SelectWithoutInstance, Messages.SelectWithoutInstanceAdvice);
        }

        return place.InstanceId is { } id && WildcardPattern.ContainsWildcardCharacters(id)
            ? throw DbError.InvalidInput(Messages.InstancePattern.With(id), Messages.InstancePatternAdvice.With(id))
            : _meant!.Instance ?? DbSession.Current.Resolve(place);
    }
}
