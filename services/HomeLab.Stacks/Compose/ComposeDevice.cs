namespace HomeLab.Stacks.Compose;

sealed record ComposeDevice(string Source, string Target, string Permissions)
{
    public override string ToString() => $"{Source}:{Target}:{Permissions}";
}
