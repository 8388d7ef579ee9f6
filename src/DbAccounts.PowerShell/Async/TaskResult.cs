using System;
using System.Threading.Tasks;

namespace DbAccounts.PowerShell.Async;

/// <summary>Makes something else of what a task will return.</summary>
internal static class TaskResult
{
    // A cmdlet's own await of a value type of System.Text.Json would put it into a type of this assembly, and Windows PowerShell
    // looks at all of them before it can know where System.Text.Json is. In a generic method it is looked for when it runs.
    public static async Task<TResult> Then<T, TResult>(this Task<T> task, Func<T, TResult> make) => make(await task.ConfigureAwait(false));
}
