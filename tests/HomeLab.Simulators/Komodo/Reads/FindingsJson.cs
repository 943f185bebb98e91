using System.Text.Json.Nodes;
using HomeLab.Simulators.Komodo.State;

namespace HomeLab.Simulators.Komodo.Reads;

static class FindingsJson
{
    public static JsonObject Of(Findings findings) => new()
    {
        ["missing_files"] = Documents.Texts(findings.MissingFiles),
        ["deployed_project_name"] = findings.DeployedProject,
        ["deployed_hash"] = Short(findings.DeployedHash),
        ["deployed_message"] = findings.DeployedMessage,
        ["deployed_contents"] = Files(findings.DeployedContents),
        ["deployed_services"] = findings.DeployedServices is { } deployed ? Names(deployed) : null,
        ["deployed_config"] = findings.DeployedConfig,
        ["latest_services"] = Names(findings.LatestServices),
        ["remote_contents"] = findings.RemoteContents is { } remote ? new JsonArray([.. remote.Select(Remote)]) : null,
        ["remote_errors"] = Files(findings.RemoteErrors),
        ["latest_hash"] = Short(findings.LatestHash),
        ["latest_message"] = findings.LatestMessage,
    };

    /// <summary>As Komodo shows commits.</summary>
    public static string? Short(string? hash) => hash?[..7];

    static JsonArray? Files(IEnumerable<StackFile>? files) =>
        files is null ? null : new JsonArray([.. files.Select(it => new JsonObject { ["path"] = it.Path, ["contents"] = it.Contents })]);

    static JsonObject Remote(StackFile file) => new()
    {
        ["path"] = file.Path,
        ["contents"] = file.Contents,
        ["services"] = Documents.Texts(file.Services),
        ["requires"] = file.Requires,
    };

    static JsonArray Names(IEnumerable<ServiceName> services) => new([.. services.Select(it => new JsonObject
    {
        ["service_name"] = it.Name,
        ["container_name"] = it.ContainerName,
        ["image"] = it.Image,
        ["image_digest"] = it.Digest,
    })]);
}
