using DotNet.Testcontainers.Configurations;

namespace DotNet.Testcontainers.Builders;

public static class Wait
{
    public static IWaitForContainerOS ForUnixContainer() => new WaitForContainer();
}
