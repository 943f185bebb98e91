namespace Docker.DotNet.Models;

public class ContainerProcessesResponse
{
    public IList<IList<string>> Processes { get; set; }
    public IList<string> Titles { get; set; }
}
