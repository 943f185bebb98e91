namespace Docker.DotNet.Models;

public class ContainerUpdateResponse
{
    public IList<string> Warnings { get; set; }
}
