using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace HomeLab.Inventory.Kubernetes.Events;

/// <summary>An Event of events.k8s.io/v1, which <c>kubectl describe</c> shows at its object like one of the core group, for the server keeps both as one.</summary>
/// <remarks>
/// The newer of the two APIs: https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/. Its time is to the microsecond,
/// its controller, instance and action are obligatory. Its name is of what it tells, so that what was written once is not written again.
/// </remarks>
static class EventObject
{
    public const string Group = "events.k8s.io", Version = "v1", Plural = "events";
    const string Controller = "homelab-inventory";
    const int LongestName = 200;

    /// <param name="number">Which telling this is.</param>
    public static JsonObject Of(DueEvent due, long number, DateTimeOffset at) => new()
    {
        ["apiVersion"] = $"{Group}/{Version}",
        ["kind"] = "Event",
        ["metadata"] = new JsonObject { ["name"] = NameOf(due, number), ["namespace"] = due.Namespace },
        ["eventTime"] = at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture),
        ["reportingController"] = Controller,
        ["reportingInstance"] = Controller,
        ["action"] = "Publish",
        ["reason"] = due.EventReason,
        ["type"] = due.IsWarning ? "Warning" : "Normal",
        ["note"] = due.Note,
        ["regarding"] = new JsonObject
        {
            ["apiVersion"] = due.ApiVersion, ["kind"] = due.Kind, ["namespace"] = due.Namespace, ["name"] = due.Name, ["uid"] = due.Uid,
        },
    };

    static string NameOf(DueEvent due, long number)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{due.Uid}\n{due.Endpoint}\n{due.Zone}\n{due.Told}\n{number}"));
        var name = due.Name.Length > LongestName ? due.Name[..LongestName].TrimEnd('-', '.') : due.Name;
        return $"{name}.{Convert.ToHexStringLower(hash)[..16]}";
    }
}
