namespace Docker.DotNet.Models;

public class ContainersPruneParameters
{
    [QueryParameter("filters")]
    public IDictionary<string, IDictionary<string, bool>> Filters { get; set; }
}
