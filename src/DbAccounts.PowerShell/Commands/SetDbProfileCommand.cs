using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using DbAccounts.Credentials;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.PowerShell.Binding;
using DbAccounts.PowerShell.Input;
using DbAccounts.Profiles;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Commands;

/// <summary>Stores a connection under a name, or changes one that is stored. It takes no secret, but the name of one.</summary>
[Cmdlet(VerbsCommon.Set, "DbProfile", SupportsShouldProcess = true)]
[OutputType(typeof(DbProfile))]
public sealed class SetDbProfileCommand : ProfileCommand
{
    private RowBinder? _rows;

    /// <summary>The name of the profile.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ProfileCompleter))]
    public string Name { get; set; } = "";

    /// <summary>The service; a new profile needs one.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ServiceCompleter))]
    public string? Service { get; set; }

    /// <summary>The instance, such as cdb-f35wr6wj; on QingCloud the cluster, such as cl-ouhutv70.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
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

    /// <summary>Another address than the service's public one.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ConnectionSettingCompleter))]
    public string? Endpoint { get; set; }

    /// <summary>The name of the secret that is the credential.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ConnectionSettingCompleter))]
    public string? SecretName { get; set; }

    /// <summary>The vault of the secret.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ConnectionSettingCompleter))]
    public string? Vault { get; set; }

    /// <summary>Huawei Cloud: the name of the account that an IAM user belongs to.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ConnectionSettingCompleter))]
    public string? IamDomain { get; set; }

    /// <summary>SQL servers: how the connection is protected.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellTransformation]
    [ArgumentCompleter(typeof(SslModeCompleter))]
    public DbSslMode? SslMode { get; set; }

    /// <summary>SQL servers: a file with the certificates of the authorities that are trusted.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? SslCa { get; set; }

    /// <summary>Write the profile as it is stored.</summary>
    [Parameter]
    [CellTransformation(IsSwitch = true)]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Settings to be taken away, such as Region.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ClearedProfileSettingCompleter))]
    public string[]? Clear { get; set; }

    /// <summary>A row of profiles, a hashtable or JSON text of them.</summary>
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
    private protected override void CheckCommandLine() => ClearedSettings.Require(Clear, ClearedSettings.OfProfile, Given);

    /// <inheritdoc/>
    protected override void Record() => ForName(Name, () =>
    {
        if (string.IsNullOrWhiteSpace(Name))
        {
            throw DbError.InvalidInput(Messages.SetProfileWithoutName, Messages.SetProfileWithoutNameAdvice);
        }

        ProfileFile profiles = Profiles;
        (DbProfile? old, DbProfile planned) = profiles.Plan(Name, Changed, WriteWarning);
        if (Region is not null && planned.Endpoint is null
            && KnownRegions.Warning(ServiceCatalog.Get(planned.Service).Info, planned.Region) is { } words)
        {
            WriteWarning(words);
        }

        if (IsToBeDone(VisibleText.Of(Line(old, planned, profiles.Path))))
        {
            planned = profiles.Set(Name, Changed);
            if (PassThru)
            {
                WriteObject(planned);
            }
        }
    });

    private static string Line(DbProfile? old, DbProfile planned, string path)
    {
        var before = Settings(old ?? new DbProfile());
        string[] changes =
        [
            .. Settings(planned).Zip(before, (now, was) => now.Value == was.Value ? null
                : now.Value is null ? Messages.ProfileSettingRemoved.With(now.Name, was.Value)
                : was.Value is null ? Messages.ProfileSetting.With(now.Name, now.Value)
                : Messages.ProfileSettingChanged.With(now.Name, was.Value, now.Value)).OfType<string>(),
        ];
        string what = changes.Length == 0 ? Messages.ProfileUnchanged : string.Join(", ", changes);
        return old is null ? Messages.StoreProfile.With(planned.Name, path, what) : Messages.ChangeProfile.With(planned.Name, path, what);
    }

    private static (string Name, string? Value)[] Settings(DbProfile profile) =>
    [
        (nameof(Service), TextValue.OrNull(profile.Service)),
        (nameof(InstanceId), profile.InstanceId),
        (nameof(Region), profile.Region),
        (nameof(ProjectId), profile.ProjectId),
        (nameof(Endpoint), profile.Endpoint?.OriginalString),
        (nameof(SecretName), profile.SecretName),
        (nameof(Vault), profile.Vault),
        (nameof(IamDomain), profile.IamDomain),
        (nameof(SslMode), profile.SslMode?.ToString()),
        (nameof(SslCa), profile.SslCa),
    ];

    private DbProfile Changed(DbProfile old) => old with
    {
        Service = New(nameof(Service), Service, old.Service) ?? "",
        InstanceId = New(nameof(InstanceId), InstanceId, old.InstanceId),
        Region = New(nameof(Region), Region, old.Region),
        ProjectId = New(nameof(ProjectId), ProjectId, old.ProjectId),
        Endpoint = New(nameof(Endpoint), Endpoint, old.Endpoint?.OriginalString) is { } endpoint ? SafeEndpoint.Read(endpoint) : null,
        SecretName = New(nameof(SecretName), SecretName, old.SecretName),
        Vault = New(nameof(Vault), Vault, old.Vault),
        IamDomain = New(nameof(IamDomain), IamDomain, old.IamDomain),
        SslMode = SslMode ?? (ClearedSettings.Has(Clear, nameof(SslMode)) ? null : old.SslMode),
        SslCa = New(nameof(SslCa), SslCa, old.SslCa),
    };

    private string? New(string parameter, string? value, string? old) =>
        TextValue.OrNull(value)?.Trim() ?? (ClearedSettings.Has(Clear, parameter) ? null : old);
}
