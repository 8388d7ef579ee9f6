using DbAccounts.Errors;
using DbAccounts.Texts;

namespace DbAccounts.Formats;

/// <summary>
/// How deep parameters may be nested: deep enough for any documented request, and an end for a structure that contains itself.
/// </summary>
internal static class Nesting
{
    /// <summary>The most levels of tables and lists in one another.</summary>
    public const int Deepest = 32;

    /// <summary>The next level below a depth.</summary>
    /// <exception cref="DbAccountsException">There is none.</exception>
    public static int Below(int depth) =>
        depth < Deepest ? depth + 1 : throw DbError.InvalidInput(Messages.NestedTooDeep.With(Deepest), Messages.NestedTooDeepAdvice);
}
