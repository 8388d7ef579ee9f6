using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.RegularExpressions;
using DbAccounts.Engines.Cloud.Http;
using DbAccounts.Errors;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Cloud.HuaweiCloud;

/// <summary>Reads an action as Huawei's documents write it: <c>GET /v3/{project_id}/instances/{instance_id}</c>.</summary>
internal static class HuaweiAction
{
    private static readonly Regex _form =
        new(@"\A\s*(GET|PUT|POST|DELETE)\s+(/\S*)\s*\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>The call; parameters that the path names go there, the rest into the query (GET, DELETE) or the body.</summary>
    /// <exception cref="DbAccountsException">The action has another form, or the path names what is not given.</exception>
    public static HuaweiCall Parse(DbInstance instance, string action, IReadOnlyDictionary<string, object?> parameters)
    {
        Match form = _form.Match(action);
        if (!form.Success || form.Groups[2].Value.Contains('?'))
        {
            throw DbError.InvalidInput(
                Messages.HuaweiActionForm.With(action), Messages.HuaweiActionFormAdvice);
        }

        var rest = parameters.ToDictionary(p => p.Key, p => p.Value);
        string[] path = [.. form.Groups[2].Value.Trim('/').Split('/').Select(segment => Fill(instance, segment, rest))];
        var method = new HttpMethod(form.Groups[1].Value.ToUpperInvariant());
        bool inQuery = method == HttpMethod.Get || method == HttpMethod.Delete;
        return new HuaweiCall(action.Trim(), method, path)
        {
            Query = inQuery ? rest.ToDictionary(p => p.Key, p => ParameterText.Of(p.Key, p.Value)) : new Dictionary<string, string>(),
            Body = inQuery ? [] : ParameterJson.Serialize(rest),
        };
    }

    private static string Fill(DbInstance instance, string segment, Dictionary<string, object?> parameters)
    {
        if (!segment.StartsWith("{", StringComparison.Ordinal) || !segment.EndsWith("}", StringComparison.Ordinal))
        {
            return Uri.UnescapeDataString(segment);
        }

        string name = segment.Trim('{', '}');
        if (parameters.TryGetValue(name, out object? value))
        {
            parameters.Remove(name);
            return ParameterText.Of(name, value);
        }

        return name switch
        {
            "project_id" => instance.ProjectId ?? "",
            "instance_id" => instance.InstanceId,
            _ => throw DbError.InvalidInput(Messages.HuaweiPathName.With(segment), Messages.HuaweiPathNameAdvice.With(segment)),
        };
    }
}
