using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using DbAccounts.Documents;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.Planning;
using DbAccounts.PowerShell.Async;
using DbAccounts.PowerShell.Binding;
using DbAccounts.PowerShell.Errors;
using DbAccounts.PowerShell.Input;
using DbAccounts.PowerShell.Session;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Commands;

/// <summary>Carries out a plan. What has changed since it was made is left alone; steps that are in effect already are not made again.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "DbAccountPlan", DefaultParameterSetName = "Path", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(DbJob))]
public sealed class InvokeDbAccountPlanCommand : ProgressCommand
{
    private PlanSender? _sender;
    private readonly List<DbAccountPlan> _plans = [];
    private bool _isEmpty;

    /// <summary>The plan, as New-DbAccountPlan returned it.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "Plan")]
    [AllowNull, AllowEmptyCollection]
    [PlanTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public DbAccountPlan[]? Plan { get; set; }

    /// <summary>The file that New-DbAccountPlan -OutFile has written.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Path")]
    [AllowNull, AllowEmptyString]
    public string? Path { get; set; }

    /// <summary>Wait for the last changes too, and return finished jobs.</summary>
    [Parameter]
    [CellTransformation(IsSwitch = true)]
    public SwitchParameter Wait { get; set; }

    /// <summary>
    /// How long a change may be tried while its instance is busy, and waited for; seconds or a TimeSpan. Default: 600 seconds.
    /// </summary>
    [Parameter]
    [DurationTransformation, ValidatePositive]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Do nothing at all where one of the plan's accounts has changed since it was made. Default: the others are changed.</summary>
    [Parameter]
    [CellTransformation(IsSwitch = true)]
    public SwitchParameter Strict { get; set; }

    /// <inheritdoc/>
    private protected override bool BlankIsContent => true;

    /// <inheritdoc/>
    protected override Task ProcessAsync()
    {
        _plans.AddRange(Plan ?? []);
        _isEmpty |= Plan is null or [];
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    private protected override Task UnderWay => _sender?.QuietAsync() ?? Task.CompletedTask;

    /// <inheritdoc/>
    protected override async Task EndAsync()
    {
        if (Path is not null)
        {
            string path = DocumentFiles.PathOf(this, Path);
            _plans.Add(PlanText.Read(DocumentFiles.Text(path), $"'{path}'"));
        }

        if (_isEmpty && _plans.Count == 0)
        {
            throw DbError.InvalidInput(Messages.PlanForms, Messages.PlanFormsAdvice);
        }

        DbSession session = DbSession.Current;
        foreach ((object? origin, Func<DbAccountPlan> read) in Meant())
        {
            try
            {
                DbAccountPlan plan = read();
                _sender = new PlanSender(Output, Progress, session, Wait, Strict, Call() with { Timeout = Timeout });
                await _sender.RunAsync(plan, confirms: false).ConfigureAwait(false);
            }
            catch (DbAccountsException e)
            {
                await Output.ErrorAsync(ErrorRecords.From(e, origin)).ConfigureAwait(false);
            }
        }
    }

    // The lines of a file are one text.
    private IEnumerable<(object? Origin, Func<DbAccountPlan> Read)> Meant()
    {
        string[] texts = [.. _plans.Select(Text).OfType<string>()];
        bool areJson = texts.Length > 0 && JsonRows.IsJson(texts[0]);
        bool areLines = areJson && JsonNodes.Read(texts[0], []) is null;
        return (areLines ? [string.Join("\n", texts)] : areJson ? texts : []).Select(text => ((object?)text, (Func<DbAccountPlan>)(() => Read(text))))
            .Concat(_plans.Where(plan => !areJson || Text(plan) is null)
                .Select(plan => (Unreadable.Target(plan), (Func<DbAccountPlan>)(() => Unreadable.Require(plan)))));
    }

    private static string? Text(DbAccountPlan plan) => Unreadable.Of(plan)?.Origin switch
    {
        PSObject wrapped => wrapped.BaseObject as string,
        var origin => origin as string,
    };

    private static DbAccountPlan Read(string text)
    {
        var problems = new List<DocumentProblem>();
        DbAccountPlan plan = JsonNodes.Read(text, problems) is { } root ? PlanNodes.Read(root, problems) : new DbAccountPlan();
        return problems.Count == 0 ? plan
            : throw DbError.DocumentInvalid(Messages.DocumentFromPipeline, [.. problems.Select(problem => problem.ToString())]);
    }
}
