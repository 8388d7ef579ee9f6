using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Security;
using System.Threading.Tasks;
using DbAccounts.Credentials;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.PowerShell.Async;
using DbAccounts.PowerShell.Binding;
using DbAccounts.PowerShell.Errors;
using DbAccounts.PowerShell.Input;
using DbAccounts.PowerShell.Session;
using DbAccounts.Profiles;
using DbAccounts.Simulator;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Commands;

/// <summary>Connects an instance for this session. Nothing is sent unless -Verify asks.</summary>
[Cmdlet(VerbsCommunications.Connect, "DbInstance", DefaultParameterSetName = InstanceSet)]
[OutputType(typeof(DbInstance))]
public sealed class ConnectDbInstanceCommand : AsyncCommand
{
    private const string InstanceSet = "Instance";
    private const string ProfileSet = "Profile";
    private RowBinder? _rows;
    private DbSession _session = null!;
    private DbInstance _instance = null!;

    /// <summary>The service, one of the names of Get-DbService; with -Profile by default the profile's.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = InstanceSet)]
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = ProfileSet)]
    [AllowNull, AllowEmptyString]
    [ArgumentCompleter(typeof(ServiceCompleter))]
    public string Service { get; set; } = "";

    /// <summary>The name of a profile that Set-DbProfile has made; what is given beside it wins.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ProfileSet)]
    [AllowNull, AllowEmptyString]
    [ArgumentCompleter(typeof(ProfileCompleter))]
    public string? Profile { get; set; }

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
    [ArgumentCompleter(typeof(ConnectionSettingCompleter))]
    public string? ProjectId { get; set; }

    /// <summary>The key pair: its public half as user name, its secret half as password. With -IamDomain an IAM user.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(CredentialCompleter))]
    public PSCredential? Credential { get; set; }

    /// <summary>The token of temporary keys; on Huawei Cloud without -Credential an IAM user token.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SecretTransformation]
    [ArgumentCompleter(typeof(SecretCompleter))]
    public SecureString? Token { get; set; }

    /// <summary>The name of a secret that is the credential; it is read when it is first needed.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ConnectionSettingCompleter))]
    public string? SecretName { get; set; }

    /// <summary>The vault of the secret; without it the one that Get-Secret takes by default.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ConnectionSettingCompleter))]
    public string? Vault { get; set; }

    /// <summary>Huawei Cloud: the name of the account that an IAM user belongs to.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ConnectionSettingCompleter))]
    public string? IamDomain { get; set; }

    /// <summary>Another address than the service's public one: https, or http on a loopback address.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ConnectionSettingCompleter))]
    public Uri? Endpoint { get; set; }

    /// <summary>
    /// SQL servers: whether TLS is used, and what is checked. Default: Required, on this machine Preferred, with -SslCa VerifyCA.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellTransformation]
    [ArgumentCompleter(typeof(SslModeCompleter))]
    public DbSslMode? SslMode { get; set; }

    /// <summary>SQL servers: a file with the certificates of the authorities that are trusted, in PEM.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? SslCa { get; set; }

    /// <summary>
    /// Connect to the built-in simulator, which is started in this process unless one runs. It has a key of its own, which is used unless
    /// one is given: a wrong one is refused as a service would refuse it.
    /// </summary>
    [Parameter]
    [CellTransformation(IsSwitch = true)]
    public SwitchParameter Simulator { get; set; }

    /// <summary>Ask the service with one cheap read whether it accepts the credential; an instance that fails is not connected.</summary>
    [Parameter]
    [CellTransformation(IsSwitch = true)]
    public SwitchParameter Verify { get; set; }

    /// <summary>Leave the session's default instance as it is.</summary>
    [Parameter]
    [CellTransformation(IsSwitch = true)]
    public SwitchParameter NoDefault { get; set; }

    /// <summary>A row of connections, an instance of a simulator, a hashtable or JSON text of them.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    [RowTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public PSObject[]? InputObject { get; set; }

    /// <inheritdoc/>
    private protected override RowBinder Rows => _rows ??= new RowBinder(this);

    /// <inheritdoc/>
    private protected override IEnumerable<(object? Record, Row? Members)> Records() =>
        OneByOne(InputObject, one => InputObject = one, RowOf);

    /// <inheritdoc/>
    protected override void Begin()
    {
        _session = DbSession.Current;
        _session.IsConnecting = MyInvocation.ExpectingInput;
        base.Begin();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // Whatever ends the pipeline.
        if (_session is not null)
        {
            _session.IsConnecting = false;
        }

        base.Dispose(disposing);
    }

    /// <inheritdoc/>
    protected override void Record()
    {
        try
        {
            DbProfile profile = TextValue.OrNull(Profile) is { } name
                ? ProfileFile.OfUser(HostEnvironment.Process).Get(name)
                : new DbProfile();
            if (Endpoint is not null)
            {
                SafeEndpoint.WithoutLogin(Endpoint);
            }

            string service = TextValue.OrNull(Service) ?? TextValue.OrNull(profile.Service)
                ?? throw DbError.InvalidInput(Messages.ConnectWithoutService, Messages.ConnectWithoutServiceAdvice);
            _instance = DbInstance.Connect(
                Simulator ? Simulated(service) : Options(service, profile), HostEnvironment.ForProcess(WriteWarning));
            string source = Simulator ? Messages.SourceSimulator : _instance.CredentialSource;
            WriteVerbose(VisibleText.Of(Messages.ConnectedWith.With(_instance, source, _instance.Region ?? Messages.RegionNotGiven)));
            // At an address of one's own regions may be called otherwise.
            if ((Simulator || (Endpoint ?? profile.Endpoint) is null) && KnownRegions.Warning(_instance.Client.Info, _instance.Region) is { } words)
            {
                WriteWarning(words);
            }

            if (Endpoint is { } address && (!address.IsAbsoluteUri || DbInstanceName.EndpointText(address) != _instance.Key.Endpoint))
            {
                // The simulator's address is its own.
                WriteWarning(VisibleText.Of(Messages.ConnectEndpointNotUsed.With(_instance, _instance.Key.Endpoint, address.OriginalString)));
            }

            if (Simulator && _session.Instances.Any(other => other.Key.Endpoint != _instance.Key.Endpoint
                && Simulators.Running.Any(running => DbInstanceName.EndpointText(running.Endpoint) == other.Key.Endpoint)))
            {
                WriteWarning(VisibleText.Of(Messages.ConnectOtherSimulator.With(_instance, _instance.Key.Endpoint)));
            }

            base.Record();
        }
        catch (DbAccountsException e)
        {
            WriteError(ErrorRecords.From(e, InputObject is [var row] ? row : Profile ?? $"{Service}/{InstanceId}"));
        }
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        try
        {
            if (Verify)
            {
                await _instance.Client.VerifyAsync(_instance, Call()).ConfigureAwait(false);
            }
        }
        catch (DbAccountsException e)
        {
            await Output.ErrorAsync(ErrorRecords.From(e, _instance)).ConfigureAwait(false);
            return;
        }

        _session.Connect(_instance, !NoDefault);
        await Output.WriteAsync(_instance).ConfigureAwait(false);
    }

    private DbCredential GivenCredential() => new(
        Credential?.UserName, Credential is null ? null : new Secret(Credential.Password), Token is null ? null : new Secret(Token));

    private DbInstanceOptions Options(string service, DbProfile profile)
    {
        bool isGiven = Credential is not null || Token is not null;
        string? secret = TextValue.OrNull(SecretName);
        DbInstanceOptions stored = profile.Options();
        return stored with
        {
            Service = service,
            InstanceId = TextValue.OrNull(InstanceId) ?? stored.InstanceId,
            Region = TextValue.OrNull(Region) ?? stored.Region,
            ProjectId = TextValue.OrNull(ProjectId) ?? stored.ProjectId,
            Endpoint = Endpoint ?? stored.Endpoint,
            Credential = GivenCredential(),
            // A key that is given here takes the place of the profile's secret, and another secret need not be in the same vault.
            SecretName = secret ?? (isGiven ? null : stored.SecretName),
            Vault = TextValue.OrNull(Vault) ?? (secret is null && !isGiven ? stored.Vault : null),
            SslMode = SslMode ?? stored.SslMode,
            SslCa = (TextValue.OrNull(SslCa) ?? stored.SslCa) is { } file ? GetUnresolvedProviderPathFromPSPath(file) : null,
            IamDomain = TextValue.OrNull(IamDomain) ?? (isGiven && Credential is null ? null : stored.IamDomain),
        };
    }

    private DbInstanceOptions Simulated(string name)
    {
        string service = ServiceCatalog.Get(name).Info.Service;
        DbSimulatorInstance simulated = Simulators.GetOrStart().Instance.FirstOrDefault(instance => instance.Service == service)
            ?? throw DbError.NoSimulator(service);
        string? secret = TextValue.OrNull(SecretName);
        bool isGiven = Credential is not null || Token is not null || secret is not null;
        return new DbInstanceOptions
        {
            Service = service,
            InstanceId = TextValue.OrNull(InstanceId) ?? simulated.InstanceId,
            Region = TextValue.OrNull(Region) ?? simulated.Region,
            ProjectId = TextValue.OrNull(ProjectId) ?? simulated.ProjectId,
            Endpoint = simulated.Endpoint,
            // A key that is given is used, also a wrong one: what a refused key looks like can be tried.
            Credential = isGiven ? GivenCredential() : simulated.Credential,
            SecretName = secret,
            Vault = TextValue.OrNull(Vault),
            IamDomain = TextValue.OrNull(IamDomain),
            SslMode = SslMode,
            SslCa = TextValue.OrNull(SslCa),
        };
    }
}
