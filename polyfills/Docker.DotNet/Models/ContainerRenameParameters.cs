namespace Docker.DotNet.Models;

public class ContainerRenameParameters
{
    [QueryParameter("name")]
    public string NewName { get; set; }
}
