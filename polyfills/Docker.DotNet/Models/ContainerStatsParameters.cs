namespace Docker.DotNet.Models;

public class ContainerStatsParameters
{
    [QueryParameter("one-shot")]
    public bool? OneShot { get; set; }

    [QueryParameter("stream", Required = true)]
    public bool Stream { get; set; }
}
