using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using DbAccounts.Engines;
using DbAccounts.Engines.Cloud.Http;
using DbAccounts.Errors;
using DbAccounts.PowerShell.Async;
using DbAccounts.PowerShell.Binding;
using DbAccounts.PowerShell.Input;
using DbAccounts.PowerShell.Session;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Commands;

/// <summary>Sends any action of an instance's provider, signed, and returns the service's own answer with secrets masked.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "DbServiceRequest", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(PSObject))]
public sealed class InvokeDbServiceRequestCommand : RowCommand<DbInstanceReference>
{
    /// <summary>
    /// The action, such as DescribeSupportedPrivileges; on Huawei Cloud method and path, such as
    /// 'GET /v3/{project_id}/instances/{instance_id}'.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ActionCompleter))]
    public string Action { get; set; } = "";

    /// <summary>
    /// The action's parameters by the service's own names. On QingCloud lists become name.1, name.2, and a hashtable becomes JSON.
    /// </summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public IDictionary? Parameter { get; set; }

    /// <inheritdoc/>
    protected override Task ProcessAsync() => ForRecordAsync(Target(), async () =>
    {
        if (string.IsNullOrWhiteSpace(Action))
        {
            throw DbError.InvalidInput(Messages.RequestWithoutAction, Messages.RequestWithoutActionAdvice);
        }

        DbInstance instance = ResolveRowInstance();
        IRawRequests requests = instance.Client.RawRequests ?? throw DbError.NoRawRequests(instance.Service);
        IReadOnlyDictionary<string, object?> parameters = PlainValue.Dictionary(Parameter);
        if (parameters.FirstOrDefault(one => one.Value is null) is { Key: { } empty })
        {
            // The request would be sent without it, and mean something else.
            throw DbError.InvalidInput(Messages.RequestParameterEmpty.With(empty), Messages.RequestParameterEmptyAdvice.With(empty));
        }

        if (Output.IsVerbose)
        {
            Output.Verbose(Messages.RequestToBeSent.With($"{requests.Show(Action)} {AnswerMask.Show(parameters)}"));
        }

        string line = parameters.Count == 0 ? Messages.RequestQuestion.With(requests.Show(Action), instance)
            : Messages.RequestQuestionWith.With(
                requests.Show(Action), instance, string.Join(", ", parameters.Keys.OrderBy(name => name, StringComparer.Ordinal)));
        if (requests.IsRead(Action) || await Output.ShouldProcessAsync(line).ConfigureAwait(false))
        {
            object? answer = await requests.InvokeAsync(instance, Action, parameters, Call())
                .Then(JsonObject.From).ConfigureAwait(false);
            // The rows of a statement are objects of their own.
            foreach (object? one in answer is object?[] rows ? rows : [answer])
            {
                await Output.WriteAsync(one).ConfigureAwait(false);
            }
        }
    });

    // What stands between quotes in a statement may be a password.
    private string? Target() => Action?.IndexOfAny(['\'', '"']) >= 0 ? Action.Trim().Split(' ')[0] : Action;
}
