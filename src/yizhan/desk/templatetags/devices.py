"""What a page needs to use the devices of its PC: the camera's dialog, the words of the card reader."""

from django import template

from yizhan.desk import devices

register = template.Library()


@register.inclusion_tag("desk/_camera.html")
def camera_box() -> dict[str, object]:
    """Once on a page whose file fields are marked `data-capture`: the dialog and its words, with the scripts."""
    return {"camera": devices.CAMERA}


@register.inclusion_tag("desk/_device_states.html")
def bridge_says() -> dict[str, object]:
    """Beside a button marked `data-read-card`: what the bridge said, in words."""
    bridge = next(device for device in devices.DEVICES if device.key == "bridge")
    return {"device": bridge, "bridge": devices.BRIDGE}
