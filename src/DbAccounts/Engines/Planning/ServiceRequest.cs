using System.Collections.Generic;
using DbAccounts.Changes;
using DbAccounts.Engines.Delivery;
using DbAccounts.Model;

namespace DbAccounts.Engines.Planning;

/// <summary>
/// What goes over the wire: its properties are the documented parameters, with their rules. It knows its action, its accounts, its
/// password, and how its effect is recognized.
/// </summary>
/// <remarks>These are methods, as every property is a parameter of the service.</remarks>
internal abstract class ServiceRequest
{
    /// <summary>The service's own name of the action.</summary>
    public abstract string ActionName();

    /// <summary>What it does to which accounts.</summary>
    public abstract Effect Effect();

    /// <summary>The password in it; null for none.</summary>
    public virtual Secret? CarriedPassword() => null;

    /// <summary>What it does of a change that takes several requests, as a change of its own; null where that is told otherwise.</summary>
    public virtual AccountChange? PartOf(AccountChange whole) => null;

    /// <summary>The same for the accounts of several requests that are equal but for those; null where the service takes one at a time.</summary>
    public virtual ServiceRequest? Joined(IReadOnlyList<ServiceRequest> equal) => null;
}
