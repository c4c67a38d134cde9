#!/usr/bin/env python3
"""Makes the demo's videos again: python scripts/make_demo_video.py [name ...]

Each video is written in demo/content/media/NAME.toml: its scenes, the words on each slide and the sentences
spoken, per language. Beside it come NAME.mp4, NAME.poster.png and NAME.LANGUAGE.vtt, timed by the voice.
Needs Pillow, ffmpeg, flite (the voice) and the Liberation fonts; running the platform needs none of them.
"""

import re
import subprocess
import sys
import tempfile
import tomllib
import wave
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

import demo_video_care  # noqa: E402
import demo_video_cities  # noqa: E402
import demo_video_trees  # noqa: E402

from demo.sheet import ACT, INK, SOFT, Drawing  # noqa: E402

MEDIA = ROOT / "demo/content/media"
WIDTH, HEIGHT, FRAMES_A_SECOND = 854, 480, 15
SERIF = ImageFont.truetype("/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf", 38)
# A scene is called by its function's name.
SCENES = {**vars(demo_video_trees), **vars(demo_video_care), **vars(demo_video_cities)}
# Seconds of silence: before a scene speaks, after each sentence, after its last one.
BEFORE, BETWEEN, AFTER = 0.7, 0.35, 0.9
# Samples a second, of two bytes each.
RATE = 16_000


def main(names):
    for name in names or sorted(path.stem for path in MEDIA.glob("*.toml")):
        source = MEDIA / f"{name}.toml"
        scenes = tomllib.loads(source.read_text())["scenes"]
        with tempfile.TemporaryDirectory() as folder:
            voice, cues, ends = narrate(scenes, Path(folder))
            film(scenes, ends, voice, MEDIA / f"{name}.mp4")
        for language in ("en", "es", "fr"):
            if language in scenes[0]:
                write_captions(MEDIA / f"{name}.{language}.vtt", cues, [says for s in scenes for says in s[language]])
        poster(scenes, MEDIA / f"{name}.poster.png")
        source.write_text(re.sub(r"(?m)^seconds = .*$", f"seconds = {round(ends[-1])}", source.read_text(), count=1))
        print(f"{name}: {ends[-1]:.1f} s, {(MEDIA / f'{name}.mp4').stat().st_size // 1000} kB")


def narrate(scenes, folder):
    """Speak the English sentences. Returns the sound file, each sentence's (start, end) and each scene's end."""
    sound, cues, ends = bytearray(), [], []
    for scene in scenes:
        sound += silence(BEFORE)
        for number, sentence in enumerate(scene["en"]):
            sound += silence(BETWEEN if number else 0)
            start = seconds(sound)
            sound += speak(sentence, folder)
            cues.append((start, seconds(sound)))
        sound += silence(AFTER)
        ends.append(seconds(sound))
    path = folder / "voice.wav"
    with wave.open(str(path), "wb") as out:
        out.setparams((1, 2, RATE, 0, "NONE", "not compressed"))
        out.writeframes(sound)
    return path, cues, ends


def silence(length):
    return bytes(2 * round(length * RATE))


def seconds(samples):
    return len(samples) / 2 / RATE


def speak(sentence, folder):
    path = folder / "sentence.wav"
    plain = sentence.replace("’", "'")
    subprocess.run(
        ["flite", "-voice", "slt", "--setf", "duration_stretch=1.14", "-t", plain, "-o", str(path)], check=True
    )
    with wave.open(str(path)) as spoken:
        if spoken.getframerate() != RATE:
            raise SystemExit(f"the voice speaks at {spoken.getframerate()} samples a second, not at {RATE}")
        return spoken.readframes(spoken.getnframes())


def film(scenes, ends, voice, target):
    command = ["ffmpeg", "-y", "-loglevel", "error", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{WIDTH}x{HEIGHT}"]
    command += ["-r", str(FRAMES_A_SECOND), "-i", "-", "-i", str(voice)]
    command += ["-c:v", "libx264", "-preset", "veryslow", "-crf", "27", "-tune", "animation", "-pix_fmt", "yuv420p"]
    command += ["-c:a", "aac", "-b:a", "40k", "-ac", "1", "-movflags", "+faststart", str(target)]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as encoder:
        start = 0.0
        for index, end in enumerate(ends):
            first, last = round(start * FRAMES_A_SECOND), round(end * FRAMES_A_SECOND)
            for number in range(first, last):
                elapsed = (number - first) / FRAMES_A_SECOND
                encoder.stdin.write(frame(scenes, index, elapsed, end - start).tobytes())
            start = end
    if encoder.returncode:
        raise SystemExit(f"ffmpeg ended with {encoder.returncode}")


def frame(scenes, index, elapsed, length):
    """Return the picture of a scene `elapsed` seconds after its start: drawing, text of the slide, dots of progress."""
    sheet = Drawing(WIDTH, HEIGHT)
    share = min(1.0, elapsed / (length - 0.8))
    SCENES[scenes[index]["draws"]](sheet, share)
    for place in range(len(scenes)):
        x = WIDTH - 48 - (len(scenes) - 1 - place) * 18
        sheet.ring(x, 57, 5, INK if place <= index else SOFT, 1.5)
        if place <= index:
            sheet.dot(x, 57, 5, ACT if place == index else INK)
    picture = sheet.finished()
    words = Image.new("L", picture.size)
    ImageDraw.Draw(words).text((44, 34), scenes[index]["slide"], fill=round(255 * min(1.0, elapsed / 0.5)), font=SERIF)
    picture.paste(Image.new("RGB", picture.size, INK), mask=words)
    return picture


def poster(scenes, target):
    """Write the finished last scene, in 64 colours, as the poster that the page shows before the film is played."""
    frame(scenes, len(scenes) - 1, 60, 61).quantize(64, dither=Image.Dither.NONE).save(target, optimize=True)


def write_captions(target, cues, sentences):
    blocks = ["WEBVTT"]
    for (start, end), sentence in zip(cues, sentences, strict=True):
        blocks.append(f"{clock(start)} --> {clock(end + 0.3)}\n{two_lines(sentence)}")
    target.write_text("\n\n".join(blocks) + "\n")


def clock(seconds):
    minutes, rest = divmod(seconds, 60)
    return f"00:{int(minutes):02}:{rest:06.3f}"


def two_lines(sentence):
    """Break a caption of more than 42 characters near its middle, preferably after a comma."""
    if len(sentence) <= 42:
        return sentence
    breaks = [i for i, letter in enumerate(sentence) if letter == " " and sentence[i + 1] not in ":;!?"]
    best = min(breaks, key=lambda i: abs(i - len(sentence) / 2) - 9 * (sentence[i - 1] in ",.:"))
    return f"{sentence[:best]}\n{sentence[best + 1 :]}"


if __name__ == "__main__":
    main(sys.argv[1:])
