namespace Docker.DotNet.Models;

public class ContainerRemoveParameters
{
    [QueryParameter("force")]
    public bool? Force { get; set; }

    [QueryParameter("link")]
    public bool? RemoveLinks { get; set; }

    [QueryParameter("v")]
    public bool? RemoveVolumes { get; set; }
}
