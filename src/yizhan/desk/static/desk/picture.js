/* What a photographed paper needs, in plain JavaScript: find its corners, straighten it, judge whether it can be read.
   Corners are {x, y} in parts of the picture's width and height, from top left clockwise. */
(function () {
  'use strict';
  var FINE = 1200, SHARP = 60, LARGEST = 2400, JUDGED = 800, SEARCHED = 240;

  function canvas(width, height) {
    var made = document.createElement('canvas');
    made.width = Math.max(1, Math.round(width));
    made.height = Math.max(1, Math.round(height));
    return made;
  }
  function small(source, longest) {
    var scale = Math.min(1, longest / Math.max(source.width, source.height));
    var made = canvas(source.width * scale, source.height * scale);
    made.getContext('2d').drawImage(source, 0, 0, made.width, made.height);
    return made;
  }
  function grey(source) {
    var data = source.getContext('2d').getImageData(0, 0, source.width, source.height).data;
    var made = new Float32Array(source.width * source.height);
    for (var i = 0; i < made.length; i += 1) {
      made[i] = 0.299 * data[4 * i] + 0.587 * data[4 * i + 1] + 0.114 * data[4 * i + 2];
    }
    return made;
  }

  /* The variance of the Laplacian: small where no edge is sharp. */
  function sharpness(source) {
    var one = small(source, JUDGED), light = grey(one), width = one.width, sum = 0, squares = 0, count = 0;
    for (var y = 1; y < one.height - 1; y += 1) {
      for (var x = 1; x < width - 1; x += 1) {
        var at = y * width + x;
        var edge = light[at - 1] + light[at + 1] + light[at - width] + light[at + width] - 4 * light[at];
        sum += edge; squares += edge * edge; count += 1;
      }
    }
    return count ? squares / count - (sum / count) * (sum / count) : 0;
  }

  function whole() { return [{ x: 0, y: 0 }, { x: 1, y: 0 }, { x: 1, y: 1 }, { x: 0, y: 1 }]; }

  /* The corners of what differs from the edge of the picture, which is the table below the paper. */
  function corners(source) {
    var one = small(source, SEARCHED), light = grey(one), width = one.width, height = one.height, edge = [];
    for (var x = 0; x < width; x += 1) { edge.push(light[x], light[(height - 1) * width + x]); }
    for (var y = 0; y < height; y += 1) { edge.push(light[y * width], light[y * width + width - 1]); }
    edge.sort(function (a, b) { return a - b; });
    var table = edge[edge.length >> 1], found = null, count = 0;
    for (y = 1; y < height - 1; y += 1) {
      for (x = 1; x < width - 1; x += 1) {
        var at = y * width + x;
        if (Math.abs(light[at] - table) < 40 || Math.abs(light[at + 1] - table) < 40 || Math.abs(light[at + width] - table) < 40) { continue; }
        count += 1;
        if (!found) { found = [{ x: x, y: y }, { x: x, y: y }, { x: x, y: y }, { x: x, y: y }]; }
        if (x + y < found[0].x + found[0].y) { found[0] = { x: x, y: y }; }
        if (x - y > found[1].x - found[1].y) { found[1] = { x: x, y: y }; }
        if (x + y > found[2].x + found[2].y) { found[2] = { x: x, y: y }; }
        if (x - y < found[3].x - found[3].y) { found[3] = { x: x, y: y }; }
      }
    }
    if (count < width * height / 20) { return whole(); }
    return found.map(function (corner) { return { x: corner.x / width, y: corner.y / height }; });
  }

  function size(source, four) {
    function apart(a, b) { return Math.hypot((a.x - b.x) * source.width, (a.y - b.y) * source.height); }
    return {
      width: Math.max(apart(four[0], four[1]), apart(four[3], four[2])),
      height: Math.max(apart(four[0], four[3]), apart(four[1], four[2]))
    };
  }

  /* The projective map from the unit square onto the four corners (Heckbert 1989). */
  function mapped(four) {
    var a = four[0], b = four[1], c = four[2], d = four[3];
    var sx = a.x - b.x + c.x - d.x, sy = a.y - b.y + c.y - d.y;
    var x1 = b.x - c.x, x2 = d.x - c.x, y1 = b.y - c.y, y2 = d.y - c.y, area = x1 * y2 - x2 * y1;
    var g = area ? (sx * y2 - x2 * sy) / area : 0, h = area ? (x1 * sy - sx * y1) / area : 0;
    return function (u, v) {
      var w = g * u + h * v + 1;
      return {
        x: ((b.x - a.x + g * b.x) * u + (d.x - a.x + h * d.x) * v + a.x) / w,
        y: ((b.y - a.y + g * b.y) * u + (d.y - a.y + h * d.y) * v + a.y) / w
      };
    };
  }

  /* What lies between the corners as a rectangle. */
  function straightened(source, four, longest) {
    var found = size(source, four);
    var scale = Math.min(1, (longest || LARGEST) / Math.max(found.width, found.height, 1));
    var made = canvas(found.width * scale, found.height * scale), width = made.width, height = made.height;
    var from = source.getContext('2d').getImageData(0, 0, source.width, source.height).data;
    var paper = made.getContext('2d'), image = paper.createImageData(width, height), to = image.data, place = mapped(four);
    for (var y = 0; y < height; y += 1) {
      for (var x = 0; x < width; x += 1) {
        var point = place((x + 0.5) / width, (y + 0.5) / height);
        var px = Math.min(Math.max(point.x * source.width - 0.5, 0), source.width - 1.001);
        var py = Math.min(Math.max(point.y * source.height - 0.5, 0), source.height - 1.001);
        var left = px | 0, top = py | 0, fx = px - left, fy = py - top;
        var one = 4 * (top * source.width + left), below = source.height > 1 ? one + 4 * source.width : one, at = 4 * (y * width + x);
        for (var part = 0; part < 3; part += 1) {
          to[at + part] = (from[one + part] * (1 - fx) + from[one + 4 + part] * fx) * (1 - fy) +
            (from[below + part] * (1 - fx) + from[below + 4 + part] * fx) * fy;
        }
        to[at + 3] = 255;
      }
    }
    paper.putImageData(image, 0, 0);
    return made;
  }

  /* A quarter turn, clockwise for 1 and back for -1. */
  function turned(source, way) {
    var made = canvas(source.height, source.width), paper = made.getContext('2d');
    paper.translate(made.width / 2, made.height / 2);
    paper.rotate(way * Math.PI / 2);
    paper.drawImage(source, -source.width / 2, -source.height / 2);
    return made;
  }
  function turnedCorners(four, way) {
    var moved = four.map(function (one) { return way > 0 ? { x: 1 - one.y, y: one.x } : { x: one.y, y: 1 - one.x }; });
    return way > 0 ? [moved[3], moved[0], moved[1], moved[2]] : [moved[1], moved[2], moved[3], moved[0]];
  }

  /* How many pixels it has and how sharp it is; hints, never a bar. */
  function judged(source, four) {
    var found = size(source, four), sharp = sharpness(straightened(source, four, JUDGED));
    return {
      width: Math.round(found.width), height: Math.round(found.height), sharpness: sharp,
      coarse: Math.max(found.width, found.height) < FINE, blurred: sharp < SHARP
    };
  }

  window.YizhanPicture = {
    canvas: canvas, corners: corners, judged: judged, sharpness: sharpness, straightened: straightened,
    turned: turned, turnedCorners: turnedCorners, whole: whole
  };
}());
