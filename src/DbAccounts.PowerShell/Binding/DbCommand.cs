using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Reflection;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.PowerShell.Errors;
using DbAccounts.PowerShell.Input;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Binding;

/// <summary>
/// The gate that every command's input comes through. A parameter that was written without a value is refused, and then nothing is done;
/// the members of a record are bound to the parameters that the command line leaves open, and one that can't be read is an error alone.
/// </summary>
public abstract class DbCommand : PSCmdlet
{
    // What PowerShell hands to a command by value; where a script block takes that place, nothing public tells the record.
    private static readonly PropertyInfo? _current =
        typeof(InternalCommand).GetProperty("CurrentPipelineObject", BindingFlags.Instance | BindingFlags.NonPublic);

    private bool _isRefused;
    private int _rowNumber;

    /// <summary>True for a command that reads text line by line, of which some are blank.</summary>
    private protected virtual bool BlankIsContent => false;

    /// <summary>What was written on the command line.</summary>
    private protected Given Given { get; private set; } = null!;

    /// <summary>Binds records; null for a command of which PowerShell's own binding by name is enough.</summary>
    private protected virtual RowBinder? Rows => null;

    /// <summary>
    /// The records that one object of the pipeline holds, as a text of JSON may hold several, each with the members that are meant as
    /// parameters. A command without a pipeline has one, which says nothing.
    /// </summary>
    private protected virtual IEnumerable<(object? Record, Row? Members)> Records() => [(null, null)];

    /// <summary>The object of the pipeline that is at hand; null where PowerShell does not tell.</summary>
    private protected object? PipelineObject => _current?.GetValue(this);

    /// <summary>The members of the record at hand that are meant as parameters; null where it has none.</summary>
    private protected Row? Members { get; private set; }

    /// <summary>The record at hand, for errors about it.</summary>
    private protected RowPlace Place { get; set; }

    /// <summary>Work before the first record.</summary>
    protected virtual void Begin()
    {
    }

    /// <summary>Work for one record, whose members are bound.</summary>
    protected virtual void Record()
    {
    }

    /// <summary>Work after the last record.</summary>
    protected virtual void End()
    {
    }

    /// <summary>Judges the parameters that hold for all records.</summary>
    /// <exception cref="DbAccountsException">They can't be what was meant.</exception>
    private protected virtual void CheckCommandLine()
    {
    }

    /// <summary>Learns of a record that no work begins for, as it can't be read.</summary>
    private protected virtual void Refused()
    {
    }

    /// <inheritdoc/>
    protected sealed override void BeginProcessing()
    {
        Given = Given.On(MyInvocation);
        try
        {
            Given.RequireValues();
            CheckCommandLine();
        }
        catch (DbAccountsException e)
        {
            _isRefused = true;
            WriteError(ErrorRecords.From(e, MyInvocation.MyCommand.Name));
            return;
        }

        Rows?.Begin(Given);
        Begin();
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        if (_isRefused)
        {
            return;
        }

        foreach ((object? record, Row? members) in Records())
        {
            Members = members;
            _rowNumber++;
            Place = new RowPlace(
                IsOfRows(PipelineObject) && (members is not null || Row.HasMembers(record)),
                MyInvocation.ExpectingInput ? _rowNumber : 0,
                record,
                members);
            try
            {
                Given.RequireScriptValues(MyInvocation);
                Bind(members);
                Rows?.Validate();
            }
            catch (Exception e) when (e is DbAccountsException or FormatException)
            {
                Refused();
                DbAccountsException error = e as DbAccountsException ?? DbError.UnreadableInput(e);
                WriteError(ErrorRecords.From(Place.Of(error), record, members));
                continue;
            }
            finally
            {
                // Only the parameters stay as they were bound until the work is done.
                ThrowingProperties.Uncover(record);
            }

            Record();
        }

        Members = null;
        Place = default;
        Rows?.Reset();
    }

    /// <inheritdoc/>
    protected sealed override void EndProcessing()
    {
        if (!_isRefused)
        {
            End();
        }
    }

    /// <summary>Takes what is bound to a parameter one by one, and leaves the parameter as it was.</summary>
    /// <param name="all">What is bound, or null.</param>
    /// <param name="set">Sets the parameter.</param>
    /// <param name="record">The record that one was read from, and its members that are meant as parameters.</param>
    private protected static IEnumerable<(object? Record, Row? Members)> OneByOne<T>(
        T[]? all, Action<T[]?> set, Func<T, (object? Record, Row? Members)> record)
    {
        if (all is null)
        {
            yield return (null, null);
            yield break;
        }

        foreach (T one in all)
        {
            set([one]);
            yield return record(one);
        }

        set(all);
    }

    /// <summary>The record that a row is, and its members; one that can't be read has none.</summary>
    private protected static (object? Record, Row? Members) RowOf(PSObject record) =>
        (Unreadable.Target(record), Unreadable.Of(record) is null ? RowTransformationAttribute.Take(record) : null);

    // Objects of the module say themselves what they are.
    private static bool IsOfRows(object? piped) =>
        piped.Plain()?.GetType().Assembly != typeof(DbAccount).Assembly;

    private void Bind(Row? members)
    {
        if (Rows is not null)
        {
            Rows.Bind(members);
            return;
        }

        KeyValuePair<string, object>[] piped = [.. MyInvocation.BoundParameters.Where(bound => !Given.Has(bound.Key))];
        if (MyInvocation.ExpectingInput && piped.Length == 0)
        {
            throw DbError.InvalidInput(Messages.PipelineNamesNothing.With(MyInvocation.MyCommand.Name), Messages.PipelineNamesNothingAdvice.With(MyInvocation.MyCommand.Name));
        }

        if (!BlankIsContent && piped.FirstOrDefault(bound => Blank.Is(bound.Value) || Blank.IsAmong(bound.Value)) is { Key: { } empty })
        {
            throw DbError.InvalidInput(Messages.PipelineValueEmpty.With(empty), Messages.PipelineValueEmptyAdvice.With(empty));
        }
    }
}
