using System;
using System.Management.Automation;
using System.Security;

namespace DbAccounts.Benchmarks;

/// <summary>
/// What somebody would write who needs New-DbAccount for MySQL Plus alone: the same parameters, the same request, and nothing besides.
/// It is what a row of New-DbAccount is compared with.
/// </summary>
[Cmdlet(VerbsCommon.New, "HandMadeAccount", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(HandMadeJob))]
public sealed class NewHandMadeAccountCommand : PSCmdlet
{
    /// <summary>A row.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public PSObject[]? InputObject { get; set; }

    /// <summary>The account's name.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    public string? Name { get; set; }

    /// <summary>The password; in rows also as text.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [TextAsSecret]
    public SecureString? Password { get; set; }

    /// <summary>Name and password together.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public PSCredential? Credential { get; set; }

    /// <summary>Not made by hand.</summary>
    [Parameter]
    public SwitchParameter GeneratePassword { get; set; }

    /// <summary>The hosts from which the account may connect.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[]? AllowedHost { get; set; }

    /// <summary>The database.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[]? Database { get; set; }

    /// <summary>Standard or Superuser.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? AccountType { get; set; }

    /// <summary>Of other services.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[]? Privilege { get; set; }

    /// <summary>Of other services.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter Global { get; set; }

    /// <summary>Of other services.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Description { get; set; }

    /// <summary>Of other services.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public int? PasswordLifetime { get; set; }

    /// <summary>The account has to connect with TLS.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public SwitchParameter RequireSsl { get; set; }

    /// <summary>Of other services.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public int? MaxUserConnections { get; set; }

    /// <summary>Of other services.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("InstanceId")]
    public HandMadeCluster? Instance { get; set; }

    /// <summary>Not made by hand.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>Not made by hand.</summary>
    [Parameter]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Nothing is checked by hand.</summary>
    [Parameter]
    public SwitchParameter SkipRuleCheck { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        HandMadeCluster cluster = Instance ?? HandMadeCluster.Current ?? throw new InvalidOperationException("No cluster is connected.");
        string name = Name ?? Credential?.UserName ?? throw new ArgumentException("An account needs a name.");
        SecureString password = Password ?? Credential?.Password ?? throw new ArgumentException("An account needs a password.");
        string host = string.Join(";", AllowedHost ?? ["%"]);
        string account = $"{name}@{host}";
        if (ShouldProcess($"{account} on {cluster.Id}", "Create account"))
        {
            string database = string.Join(";", Database ?? ["*"]);
            string type = (AccountType ?? "Standard") + "Account";
            var user = new HandMadeUser(name, password, host, database, type, RequireSsl ? "YES" : "NO");
            WriteObject(cluster.AddUser(user, account));
        }
    }
}
