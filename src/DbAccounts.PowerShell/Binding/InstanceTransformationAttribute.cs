using System;
using System.Linq;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.PowerShell.Input;
using DbAccounts.PowerShell.Session;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Binding;

/// <summary>
/// Reads which instance is meant: DbInstance in every form, or an id. PowerShell drops a property of a row that it can't convert without
/// a word, and the row would end up on the session's default instance: what can't be read is refused.
/// </summary>
internal sealed class InstanceTransformationAttribute : ObjectTransformationAttribute
{
    private static string Allowed => Messages.InstanceForms;

    /// <summary>Where several may be meant, the result is an array.</summary>
    public bool Several { get; set; }

    /// <summary>The instance that a row names, not connected.</summary>
    /// <exception cref="FormatException">It names none.</exception>
    /// <exception cref="DbAccountsException">Its service is unknown, or its address is none.</exception>
    public static DbInstance Named(Row row) => DbInstance.Named(
        new DbInstanceOptions
        {
            Service = row.Text("Service") ?? throw new FormatException(Allowed),
            InstanceId = row.Text("InstanceId") ?? throw new FormatException(Allowed),
            Region = row.Text("Region"),
            ProjectId = row.Text("ProjectId"),
            Endpoint = Belonging.Address(TextValue.OrNull(row.Text("Endpoint"))),
            SecretName = row.Text("SecretName"),
            Vault = row.Text("Vault"),
            IamDomain = row.Text("IamDomain"),
            Credential = new DbCredential(row.Text("KeyId"), null),
        },
        row.Text("CredentialSource"));

    /// <inheritdoc/>
    protected override object? ReadPlain(object plain) => plain switch
    {
        DbInstanceReference reference => reference,
        DbInstance instance => new DbInstanceReference(instance),
        string text => new DbInstanceReference(text.Trim()),
        _ => null,
    };

    /// <inheritdoc/>
    protected override object Read(object input, Row? row) => row is null ? throw new FormatException(Allowed) : FromRow(row);

    /// <inheritdoc/>
    protected override object Placeholder() => new DbInstanceReference("-");

    /// <inheritdoc/>
    protected override object? Result(object[] read) => Several ? read.Cast<DbInstanceReference>().ToArray() : read.Length switch
    {
        0 => null,
        1 => read[0],
        _ => Unreadable.Mark(Placeholder(), null, new InputException(Messages.OneInstanceSeveralGiven, Messages.OneInstanceSeveralGivenAdvice)),
    };

    private static DbInstanceReference FromRow(Row row)
    {
        try
        {
            return row.Text("Service") is null && row.Text("InstanceId") is { } id
                ? new DbInstanceReference(id)
                : new DbInstanceReference(Named(row));
        }
        catch (DbAccountsException e)
        {
            throw new InputException(e.Message, e.RecommendedAction);
        }
    }
}
