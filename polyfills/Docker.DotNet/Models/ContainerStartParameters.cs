namespace Docker.DotNet.Models;

public class ContainerStartParameters
{
    [QueryParameter("detachKeys")]
    public string DetachKeys { get; set; }
}
