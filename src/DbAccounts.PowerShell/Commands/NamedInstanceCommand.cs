using System.Management.Automation;
using DbAccounts.PowerShell.Binding;
using DbAccounts.PowerShell.Session;

namespace DbAccounts.PowerShell.Commands;

/// <summary>The parameter that names the instance: one for commands that change something, several for those that read.</summary>
/// <typeparam name="TInstance"><see cref="DbInstanceReference"/>, or an array of it.</typeparam>
public abstract class NamedInstanceCommand<TInstance> : InstanceCommand
    where TInstance : class
{
    /// <summary>
    /// The connected instance: the object that Connect-DbInstance returned, its id, 'service/id', or the service of the only one.
    /// Default: the session's.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("InstanceId")]
    [InstanceTransformation]
    [ArgumentCompleter(typeof(InstanceCompleter))]
    public virtual TInstance? Instance { get; set; }

    private static readonly string[] _beside = ["Account", "InputObject"];

    /// <inheritdoc/>
    private protected override DbInstanceReference[]? Named => Instance switch
    {
        DbInstanceReference one => [one],
        DbInstanceReference[] several => several,
        // Beside an account of the command line it says where, as -Instance does.
        _ => Given.HasAny(_beside) && PipedInstance is { } piped ? [new DbInstanceReference(piped)] : null,
    };
}
