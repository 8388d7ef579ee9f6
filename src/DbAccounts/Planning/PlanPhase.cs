using DbAccounts.Changes;
using DbAccounts.Comparison;

namespace DbAccounts.Planning;

/// <summary>
/// When a step is made: each phase begins on an instance when the one before has ended there, so that nobody loses what the plan leaves
/// them.
/// </summary>
internal enum PlanPhase
{
    /// <summary>Accounts that a new one can't stand beside.</summary>
    MakeRoom,

    /// <summary>New accounts.</summary>
    Create,

    /// <summary>What takes nothing from anybody.</summary>
    Add,

    /// <summary>What takes something.</summary>
    Take,

    /// <summary>Accounts that go.</summary>
    Remove,
}

/// <summary>Tells the phase of a step.</summary>
internal static class PlanPhases
{
    /// <summary>The phase of a step.</summary>
    public static PlanPhase Phase(this DbPlanStep step) => step.Operation switch
    {
        OperationKind.CreateAccount => PlanPhase.Create,
        OperationKind.RemoveAccount => step.MakesRoom ? PlanPhase.MakeRoom : PlanPhase.Remove,
        OperationKind.RevokePrivilege => PlanPhase.Take,
        _ => step.Risk >= DbChangeRisk.RemovesAccess ? PlanPhase.Take : PlanPhase.Add,
    };
}
