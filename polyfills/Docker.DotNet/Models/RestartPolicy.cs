namespace Docker.DotNet.Models;

public class RestartPolicy
{
    public long MaximumRetryCount { get; set; }
    public RestartPolicyKind Name { get; set; }
}
