namespace HomeLab.Simulators.Proxmox.State;

enum Power
{
    Stopped,
    Running,
    Paused,
}
