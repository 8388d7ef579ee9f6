using System.Collections.Generic;
using DbAccounts.Changes;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Planning;

/// <summary>One request of a change to a cloud.</summary>
/// <param name="engine">The engine that has planned it.</param>
/// <param name="instance">Where.</param>
/// <param name="change">The change that it is a part of.</param>
/// <param name="request">The request.</param>
internal sealed class RequestStep(PlanningEngine engine, DbInstance instance, AccountChange change, ServiceRequest request) : ChangeStep
{
    /// <summary>The change that it is a part of.</summary>
    public AccountChange Change => change;

    /// <summary>The request itself.</summary>
    public ServiceRequest ServiceRequest => request;

    /// <inheritdoc/>
    public override string Action { get; } = request.ActionName();

    /// <inheritdoc/>
    public override string Request =>
        ChangesNothing ? Messages.NothingToSendPreview : engine.Show(instance, request);

    /// <inheritdoc/>
    internal override IReadOnlyList<string> Accounts { get; } = request.Effect().Names();

    /// <inheritdoc/>
    internal override string? BatchKey => ChangesNothing || MostAccounts == 1 ? null : engine.BatchKey(request);

    /// <inheritdoc/>
    internal override int MostAccounts => engine.Info.AccountsPerRequest(Action);
}
