namespace Docker.DotNet.Models;

public class ContainerListProcessesParameters
{
    [QueryParameter("ps_args")]
    public string PsArgs { get; set; }
}
