using System.Collections.Generic;
using System.Management.Automation;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.PowerShell.Binding;
using DbAccounts.PowerShell.Input;
using DbAccounts.PowerShell.Session;

namespace DbAccounts.PowerShell.Commands;

/// <summary>A command whose parameters are the columns of the rows that are piped to it.</summary>
/// <typeparam name="TInstance">One instance, or several.</typeparam>
public abstract class RowCommand<TInstance> : NamedInstanceCommand<TInstance>
    where TInstance : class
{
    /// <summary>A row, a text, a hashtable or JSON text of rows from the pipeline.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    [RowTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public PSObject[]? InputObject { get; set; }

    /// <summary>The row at hand, or null.</summary>
    /// <exception cref="DbAccountsException">It can't be read.</exception>
    protected PSObject? Input => InputObject is { Length: 1 } ? Unreadable.Require(InputObject[0]) : null;

    /// <summary>The text from the pipeline; null where there is none or it is blank.</summary>
    protected string? InputText =>
        Input?.BaseObject is { } value && (value is string || value.GetType().IsPrimitive) ? Text(value.ToString()) : null;

    /// <summary>
    /// True where nothing on an instance is named: without a pipeline, and for an instance from it. A null from it names nothing.
    /// </summary>
    protected bool MeansWholeInstance => Input is { BaseObject: DbInstance } || !MyInvocation.ExpectingInput;

    /// <summary>Refuses a row that names an account beside those that the command line names.</summary>
    /// <param name="said">The accounts of the command line.</param>
    /// <exception cref="DbAccountsException">It names one.</exception>
    private protected void RequireNoOther(IEnumerable<string> said)
    {
        if ((InputText ?? AccountBeside.NamedBy(Input, Members)) is { } piped)
        {
            throw DbError.UnreadableInput(AccountBeside.Error(string.Join(", ", said), piped));
        }
    }

    /// <summary>What the row at hand is, for errors; null where there is none.</summary>
    protected object? InputTarget => InputObject is { Length: 1 } ? Unreadable.Target(InputObject[0]) : null;

    /// <inheritdoc/>
    private protected override IEnumerable<(object? Record, Row? Members)> Records() => OneByOne(
        InputObject, one => InputObject = one, record => record.BaseObject is DbInstance ? (record, null) : RowOf(record));

    /// <summary>The instances that are named: those of the parameter, or the one that came through the pipeline itself.</summary>
    private protected override DbInstanceReference[]? Named =>
        IsNamedByRecord && Input?.BaseObject is DbInstance { IsConnected: true } instance ? [new DbInstanceReference(instance)] : base.Named;

    /// <summary>The instance that a row is about: the one that is named, the row itself, or the one that its service and id mean.</summary>
    protected DbInstance ResolveRowInstance() => ResolveInstance(RowPlace(), RowSubject);

    /// <summary>What the row at hand is, for an error about where it belongs.</summary>
    protected object? RowSubject => Input?.BaseObject is PSCustomObject ? Input : Input?.BaseObject;

    /// <summary>Where the row at hand says that it belongs.</summary>
    private protected Belonging RowPlace() => Belonging.Of(Input, Members);
}
