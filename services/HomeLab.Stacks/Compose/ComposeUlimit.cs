namespace HomeLab.Stacks.Compose;

sealed record ComposeUlimit(string Name, long Soft, long Hard)
{
    public override string ToString() => string.Create(null, $"{Name}={Soft}:{Hard}");
}
