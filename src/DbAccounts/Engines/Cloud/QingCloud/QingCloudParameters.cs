using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using DbAccounts.Engines.Cloud.Http;

namespace DbAccounts.Engines.Cloud.QingCloud;

/// <summary>Flattens parameters as QingCloud wants them: lists as <c>name.1</c>, objects in lists as <c>name.1.key</c>.</summary>
internal static class QingCloudParameters
{
    /// <summary>All as text; a dictionary becomes compact JSON, as <c>service_params</c> is one string.</summary>
    public static IReadOnlyDictionary<string, string> Flatten(IReadOnlyDictionary<string, object?> parameters)
    {
        var flat = new Dictionary<string, string>();
        foreach (KeyValuePair<string, object?> parameter in parameters.Where(p => p.Value is not null))
        {
            if (parameter.Value is IDictionary json)
            {
                var members = new Dictionary<string, object?>();
                foreach (DictionaryEntry member in json)
                {
                    members[ParameterText.Of(parameter.Key, member.Key)] = member.Value;
                }

                flat[parameter.Key] = Encoding.UTF8.GetString(ParameterJson.Serialize(members));
            }
            else if (parameter.Value is IEnumerable list and not string)
            {
                int number = 0;
                foreach (object? item in list)
                {
                    number++;
                    if (item is IDictionary fields)
                    {
                        foreach (DictionaryEntry field in fields)
                        {
                            flat[$"{parameter.Key}.{number}.{field.Key}"] = ParameterText.Of(parameter.Key, field.Value);
                        }
                    }
                    else
                    {
                        flat[$"{parameter.Key}.{number}"] = ParameterText.Of(parameter.Key, item);
                    }
                }
            }
            else
            {
                flat[parameter.Key] = ParameterText.Of(parameter.Key, parameter.Value);
            }
        }

        return flat;
    }
}
