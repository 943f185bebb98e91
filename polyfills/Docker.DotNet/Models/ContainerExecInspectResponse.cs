using Newtonsoft.Json;

namespace Docker.DotNet.Models;

public class ContainerExecInspectResponse
{
    public string ContainerID { get; set; }

    [JsonProperty("ID")]
    public string ExecID { get; set; }

    public long ExitCode { get; set; }

    public long Pid { get; set; }

    public bool Running { get; set; }
}
