using System;
using System.Linq;
using DbAccounts.Model;
using DbAccounts.PowerShell.Input;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Binding;

/// <summary>Reads jobs: DbJob in every form, and ids. What names no instance is one that the session has seen, or of its default.</summary>
internal sealed class JobTransformationAttribute : ObjectTransformationAttribute
{
    private static string Allowed => Messages.JobForms;

    /// <inheritdoc/>
    protected override object? ReadPlain(object plain) => plain switch
    {
        DbJob job => job,
        string id => Required(new DbJob { Id = id.Trim() }),
        _ => null,
    };

    /// <inheritdoc/>
    protected override object Read(object input, Row? row) =>
        row is null ? throw new FormatException(Allowed) : Required(ModelReader.Read<DbJob>(row));

    /// <inheritdoc/>
    protected override object Placeholder() => new DbJob();

    /// <inheritdoc/>
    protected override object Result(object[] read) => read.Cast<DbJob>().ToArray();

    // Changes of DDM are immediate: their jobs have no id.
    private static DbJob Required(DbJob job) =>
        string.IsNullOrWhiteSpace(job.Id) && !job.HasEnded() ? throw new FormatException(Allowed) : job;
}
