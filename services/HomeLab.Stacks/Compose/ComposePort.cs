namespace HomeLab.Stacks.Compose;

/// <param name="Published">Port or range on the host; empty: the Engine chooses.</param>
sealed record ComposePort(int Target, string Protocol, string Published, string HostIp)
{
    public string Key => string.Create(null, $"{Target}/{Protocol}");
}
