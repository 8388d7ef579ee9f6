using System;
using System.Linq;
using System.Management.Automation;
using System.Security;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.PowerShell.Binding;
using DbAccounts.PowerShell.Session;
using DbAccounts.Services;
using DbAccounts.Simulator;

namespace DbAccounts.PowerShell.Commands;

/// <summary>Connects an instance for this session. Nothing is sent: the first request shows whether the key is accepted.</summary>
[Cmdlet(VerbsCommunications.Connect, "DbInstance")]
[OutputType(typeof(DbInstance))]
public sealed class ConnectDbInstanceCommand : PSCmdlet
{
    /// <summary>The service, one of the names of Get-DbService.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ServiceCompleter))]
    public string Service { get; set; } = "";

    /// <summary>The instance, such as cdb-f35wr6wj; on QingCloud the cluster, such as cl-ouhutv70.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(InstanceCompleter))]
    public string? InstanceId { get; set; }

    /// <summary>The region of the instance, such as ap-guangzhou; on QingCloud the zone, such as pek3.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Zone")]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public string? Region { get; set; }

    /// <summary>Huawei Cloud: the id of the project in the instance's region.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? ProjectId { get; set; }

    /// <summary>The key pair: its public half as user name, its secret half as password.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public PSCredential? Credential { get; set; }

    /// <summary>The token of temporary keys; on Huawei Cloud without -Credential an IAM user token.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SecretTransformation]
    public SecureString? Token { get; set; }

    /// <summary>Another address than the service's public one: https, or http on a loopback address.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public Uri? Endpoint { get; set; }

    /// <summary>Connect to the built-in simulator, which is started in this process unless one runs.</summary>
    [Parameter]
    public SwitchParameter Simulator { get; set; }

    /// <summary>Leave the session's default instance as it is.</summary>
    [Parameter]
    public SwitchParameter NoDefault { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            DbInstance instance = DbInstance.Connect(Simulator ? Simulated() : Given());
            DbSession.Current.Connect(instance, !NoDefault);
            WriteObject(instance);
        }
        catch (DbAccountsException e)
        {
            WriteError(ErrorRecords.From(e, $"{Service}/{InstanceId}"));
        }
    }

    private DbInstanceOptions Given() => new()
    {
        Service = Service,
        InstanceId = InstanceId ?? "",
        Region = string.IsNullOrEmpty(Region) ? null : Region,
        ProjectId = string.IsNullOrEmpty(ProjectId) ? null : ProjectId,
        Endpoint = Endpoint is null || Endpoint.IsAbsoluteUri ? Endpoint : throw DbError.EndpointNotAllowed(Endpoint.OriginalString),
        Credential = new DbCredential(
            Credential?.UserName, Credential is null ? null : new Secret(Credential.Password), Token is null ? null : new Secret(Token)),
    };

    private DbInstanceOptions Simulated()
    {
        string service = ServiceCatalog.Get(Service).Info.Service;
        DbSimulatorInstance simulated = Simulators.GetOrStart().Instance.First(instance => instance.Service == service);
        return new DbInstanceOptions
        {
            Service = service,
            InstanceId = InstanceId ?? simulated.InstanceId,
            Region = Region ?? simulated.Region,
            ProjectId = ProjectId ?? simulated.ProjectId,
            Endpoint = simulated.Endpoint,
            Credential = simulated.Credential,
        };
    }
}
